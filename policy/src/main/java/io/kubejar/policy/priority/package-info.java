/// Turns the name of a priority class into a number.
@NullMarked
package io.kubejar.policy.priority;

import org.jspecify.annotations.NullMarked;
