/// What a runtime class adds to a pod.
@NullMarked
package io.kubejar.policy.runtimeclass;

import org.jspecify.annotations.NullMarked;
