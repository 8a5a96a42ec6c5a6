package io.kubejar.controllers.daemonset;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeSelection;
import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.core.v1.Tolerations;
import org.jspecify.annotations.Nullable;

/// Whether a daemon's pod belongs on a node. A pure function.
///
/// @param run whether a pod should be made there
/// @param stay whether a pod that is there may stay
record NodeFit(boolean run, boolean stay) {
  private static final NodeFit NO = new NodeFit(false, false);

  /// @param pod the pod as it would be made for the node
  static NodeFit of(Pod pod, Node node, String templateNode) {
    if (!templateNode.isEmpty() && !templateNode.equals(node.metadata().name())) {
      return NO;
    }
    if (!NodeSelection.required(pod.spec(), NodeSelection.ObjectNames.of(node))) {
      return NO;
    }
    boolean schedules = true;
    boolean executes = true;
    for (Taint taint : node.spec().taints()) {
      if (!Tolerations.tolerates(pod.spec().tolerations(), taint)) {
        schedules &= taint.effect().equals("PreferNoSchedule");
        executes &= !taint.effect().equals("NoExecute");
      }
    }
    return new NodeFit(schedules && executes, executes);
  }

  /// The node affinity that a pod requires, or null.
  static @Nullable NodeSelector required(Pod pod) {
    return NodeSelection.required(pod.spec());
  }
}
