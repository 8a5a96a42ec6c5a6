/// Lets pods stay for some minutes on a node that is in trouble.
@NullMarked
package io.kubejar.policy.defaulttolerationseconds;

import org.jspecify.annotations.NullMarked;
