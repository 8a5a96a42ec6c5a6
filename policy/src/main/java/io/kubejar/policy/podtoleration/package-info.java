/// The plugin `PodTolerationRestriction`: the taints that a namespace's pods may tolerate.
@NullMarked
package io.kubejar.policy.podtoleration;

import org.jspecify.annotations.NullMarked;
