/// The group that may do everything.
@NullMarked
package io.kubejar.policy.masters;

import org.jspecify.annotations.NullMarked;
