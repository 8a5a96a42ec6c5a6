/// The plugins `AlwaysAdmit` and `AlwaysDeny`.
@NullMarked
package io.kubejar.policy.always;

import org.jspecify.annotations.NullMarked;
