/// Pods on the node: [PodWorkers] has one worker per pod, which observes, decides ([PodPlan]) and
/// acts.
@NullMarked
package io.kubejar.node.agent.pod;

import org.jspecify.annotations.NullMarked;
