package io.kubejar.controllers.nodelifecycle;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeCondition;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The taints that a node's conditions ask for; other taints are left as they are.
final class NodeTaints {
  private static final String NOT_READY = "node.kubernetes.io/not-ready";
  private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
  private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
  private static final String NO_SCHEDULE = "NoSchedule";
  private static final String NO_EXECUTE = "NoExecute";
  private static final Map<String, String> PRESSURES =
      Map.of(
          "MemoryPressure", "node.kubernetes.io/memory-pressure",
          "DiskPressure", "node.kubernetes.io/disk-pressure",
          "PIDPressure", "node.kubernetes.io/pid-pressure",
          "NetworkUnavailable", "node.kubernetes.io/network-unavailable");

  private final List<Taint> taints;
  private final Time now;

  private NodeTaints(Node node, Time now) {
    this.taints = new ArrayList<>(node.spec().taints());
    this.now = now;
  }

  /// The node's taints as they should be.
  static List<Taint> of(Node node, Time now) {
    NodeTaints result = new NodeTaints(node, now);
    for (String effect : List.of(NO_SCHEDULE, NO_EXECUTE)) {
      switch (status(node, "Ready")) {
        case "True" -> {
          result.set(NOT_READY, effect, false);
          result.set(UNREACHABLE, effect, false);
        }
        case "False" -> {
          result.set(NOT_READY, effect, true);
          result.set(UNREACHABLE, effect, false);
        }
        case "Unknown" -> {
          result.set(UNREACHABLE, effect, true);
          result.set(NOT_READY, effect, false);
        }
        default -> {
          // a node that has said nothing yet is nobody's to keep pods from
          if (effect.equals(NO_SCHEDULE)) {
            result.set(NOT_READY, effect, false);
            result.set(UNREACHABLE, effect, false);
          }
        }
      }
    }
    PRESSURES.forEach(
        (condition, key) -> result.set(key, NO_SCHEDULE, status(node, condition).equals("True")));
    result.set(UNSCHEDULABLE, NO_SCHEDULE, node.spec().unschedulable());
    return result.taints;
  }

  private void set(String key, String effect, boolean wanted) {
    boolean present = taints.stream().anyMatch(each -> is(each, key, effect));
    if (wanted && !present) {
      taints.add(Taint.builder().key(key).effect(effect).timeAdded(now).build());
    } else if (!wanted && present) {
      taints.removeIf(each -> is(each, key, effect));
    }
  }

  private static boolean is(Taint taint, String key, String effect) {
    return taint.key().equals(key) && taint.effect().equals(effect);
  }

  /// A condition's status; empty when the node does not have it.
  static String status(Node node, String type) {
    NodeCondition condition = condition(node, type);
    return condition == null ? "" : condition.status();
  }

  static @Nullable NodeCondition condition(Node node, String type) {
    for (NodeCondition condition : node.status().conditions()) {
      if (condition.type().equals(type)) {
        return condition;
      }
    }
    return null;
  }
}
