/// What happens to nodes that are not heard of, and the taints that follow from conditions.
///
/// [NodeLifecycleController] watches heartbeats; [NodeTaints] is the pure part, from a node's
/// conditions to its taints, and [NodeSilence] from silence to conditions.
@NullMarked
package io.kubejar.controllers.nodelifecycle;

import org.jspecify.annotations.NullMarked;
