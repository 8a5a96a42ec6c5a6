package io.kubejar.scheduler.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The nodes and their pods at one moment; nothing in it changes.
///
/// @param nodes all nodes
/// @param withAffinity those with pods that have terms of affinity to other pods
/// @param nominated pods for which room is being made, by node
/// @param spread where the pods of controllers are; always up to date
public record Snapshot(
    List<NodeInfo> nodes,
    List<NodeInfo> withAffinity,
    Map<String, List<PodInfo>> nominated,
    ControllerSpread spread) {

  /// A snapshot of nodes alone, for trying something out.
  public static Snapshot of(List<NodeInfo> nodes) {
    ControllerSpread spread = new ControllerSpread();
    List<NodeInfo> affine = new ArrayList<>();
    for (NodeInfo node : nodes) {
      node.pods().forEach(pod -> spread.add(pod, node.name(), node.zone()));
      if (!node.podsWithAffinity().isEmpty()) {
        affine.add(node);
      }
    }
    return new Snapshot(nodes, affine, Map.of(), spread);
  }

  /// The same moment with one node changed.
  public Snapshot with(NodeInfo changed) {
    List<NodeInfo> replaced = new ArrayList<>(nodes.size());
    List<NodeInfo> affine = new ArrayList<>(withAffinity.size() + 1);
    for (NodeInfo node : nodes) {
      replaced.add(node.name().equals(changed.name()) ? changed : node);
    }
    for (NodeInfo node : withAffinity) {
      if (!node.name().equals(changed.name())) {
        affine.add(node);
      }
    }
    if (!changed.podsWithAffinity().isEmpty()) {
      affine.add(changed);
    }
    return new Snapshot(replaced, affine, nominated, spread);
  }
}
