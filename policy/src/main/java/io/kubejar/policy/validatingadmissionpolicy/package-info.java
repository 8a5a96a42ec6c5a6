/// Policies written as expressions that refuse, warn of or note changes.
@NullMarked
package io.kubejar.policy.validatingadmissionpolicy;

import org.jspecify.annotations.NullMarked;
