/// Probes of containers: [PodProbes] runs those of one pod, [ProbeHandler] carries out a single
/// one.
@NullMarked
package io.kubejar.node.agent.probe;

import org.jspecify.annotations.NullMarked;
