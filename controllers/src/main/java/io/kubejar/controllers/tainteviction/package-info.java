/// The eviction of pods from nodes with `NoExecute` taints that they do not, or no longer,
/// tolerate.
@NullMarked
package io.kubejar.controllers.tainteviction;

import org.jspecify.annotations.NullMarked;
