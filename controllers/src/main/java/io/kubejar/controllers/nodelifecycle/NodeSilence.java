package io.kubejar.controllers.nodelifecycle;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeCondition;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.List;

/// The conditions of a node that has not been heard of for too long.
final class NodeSilence {
  private static final List<String> TYPES =
      List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");

  private NodeSilence() {}

  /// The node's conditions, with all that its kubelet would report unknown.
  static List<NodeCondition> conditions(Node node, Time now) {
    List<NodeCondition> conditions = new ArrayList<>(node.status().conditions());
    for (String type : TYPES) {
      NodeCondition known = NodeTaints.condition(node, type);
      if (known == null) {
        conditions.add(
            NodeCondition.builder()
                .type(type)
                .status("Unknown")
                .reason("NodeStatusNeverUpdated")
                .message("Kubelet never posted node status.")
                .lastHeartbeatTime(node.metadata().creationTimestamp())
                .lastTransitionTime(now)
                .build());
      } else if (!known.status().equals("Unknown")) {
        conditions.set(
            conditions.indexOf(known),
            known.with(
                b ->
                    b.status("Unknown")
                        .reason("NodeStatusUnknown")
                        .message("Kubelet stopped posting node status.")
                        .lastTransitionTime(now)));
      }
    }
    return conditions;
  }
}
