/// Policies written as expressions that change objects.
@NullMarked
package io.kubejar.policy.mutatingadmissionpolicy;

import org.jspecify.annotations.NullMarked;
