/// The plugin `PodTopologyLabels`.
@NullMarked
package io.kubejar.policy.podtopologylabels;

import org.jspecify.annotations.NullMarked;
