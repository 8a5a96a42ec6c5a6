/// Expressions of admission: their variables, match conditions, and the errors that a configuration
/// with wrong ones is refused with.
@NullMarked
package io.kubejar.policy.expression;

import org.jspecify.annotations.NullMarked;
