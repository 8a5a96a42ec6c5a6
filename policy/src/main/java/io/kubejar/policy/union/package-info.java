/// Several authorizers as one.
@NullMarked
package io.kubejar.policy.union;

import org.jspecify.annotations.NullMarked;
