/// Volumes on the node's disk: [PodVolumes] sets them up, keeps their content current and takes
/// them away.
@NullMarked
package io.kubejar.node.agent.volume;

import org.jspecify.annotations.NullMarked;
