/// Defaults and bounds of resources within a namespace.
@NullMarked
package io.kubejar.policy.limitranger;

import org.jspecify.annotations.NullMarked;
