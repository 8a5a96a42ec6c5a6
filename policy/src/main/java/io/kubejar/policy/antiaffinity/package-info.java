/// The plugin `LimitPodHardAntiAffinityTopology`.
@NullMarked
package io.kubejar.policy.antiaffinity;

import org.jspecify.annotations.NullMarked;
