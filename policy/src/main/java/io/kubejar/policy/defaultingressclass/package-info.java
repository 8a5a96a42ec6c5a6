/// Gives ingresses without a class the default one.
@NullMarked
package io.kubejar.policy.defaultingressclass;

import org.jspecify.annotations.NullMarked;
