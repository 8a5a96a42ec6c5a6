package io.kubejar.node.agent;

import io.kubejar.api.core.v1.NodeCondition;
import io.kubejar.api.value.Time;
import io.kubejar.node.cri.v1.RuntimeCondition;
import io.kubejar.node.cri.v1.RuntimeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The node's conditions: readiness from the runtime, pressure from what is left of the machine.
final class NodeConditions {
  private static final Map<Boolean, String> WORDS = Map.of(true, "True", false, "False");

  private final List<NodeCondition> old;
  private final Instant now;

  NodeConditions(List<NodeCondition> old, Instant now) {
    this.old = old;
    this.now = now;
  }

  /// What the conditions follow from.
  ///
  /// @param runtime the runtime's status, null when it does not answer
  record Facts(@Nullable RuntimeStatus runtime, boolean memoryShort, boolean diskShort) {}

  /// Conditions of others, such as `NetworkUnavailable`, stay as they are.
  List<NodeCondition> of(Facts facts) {
    List<NodeCondition> conditions = new ArrayList<>();
    for (NodeCondition each : old) {
      switch (each.type()) {
        case "MemoryPressure", "DiskPressure", "PIDPressure", "Ready" -> {}
        default -> conditions.add(each);
      }
    }
    conditions.add(
        facts.memoryShort()
            ? condition(
                "MemoryPressure",
                true,
                "KubeletHasInsufficientMemory",
                "kubelet has insufficient memory available")
            : condition(
                "MemoryPressure",
                false,
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available"));
    conditions.add(
        facts.diskShort()
            ? condition("DiskPressure", true, "KubeletHasDiskPressure", "kubelet has disk pressure")
            : condition(
                "DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"));
    conditions.add(
        condition(
            "PIDPressure",
            false,
            "KubeletHasSufficientPID",
            "kubelet has sufficient PID available"));
    conditions.add(ready(facts.runtime()));
    return conditions;
  }

  private NodeCondition ready(@Nullable RuntimeStatus runtime) {
    List<String> errors = new ArrayList<>();
    if (runtime == null) {
      errors.add("container runtime is down");
    } else {
      for (RuntimeCondition condition : runtime.getConditionsList()) {
        if (!condition.getStatus()) {
          switch (condition.getType()) {
            case "RuntimeReady" -> errors.add("container runtime not ready: " + text(condition));
            case "NetworkReady" ->
                errors.add("container runtime network not ready: " + text(condition));
            default -> {}
          }
        }
      }
    }
    if (errors.isEmpty()) {
      return condition("Ready", true, "KubeletReady", "kubelet is posting ready status");
    }
    String message = errors.size() == 1 ? errors.getFirst() : "[" + String.join(", ", errors) + "]";
    return condition("Ready", false, "KubeletNotReady", message);
  }

  private static String text(RuntimeCondition condition) {
    return condition.getType()
        + "="
        + condition.getStatus()
        + " reason:"
        + condition.getReason()
        + " message:"
        + condition.getMessage();
  }

  private NodeCondition condition(String type, boolean met, String reason, String message) {
    String status = WORDS.getOrDefault(met, "Unknown");
    Time since = new Time(now);
    for (NodeCondition each : old) {
      if (each.type().equals(type)
          && each.status().equals(status)
          && each.lastTransitionTime() != null) {
        since = each.lastTransitionTime();
      }
    }
    return NodeCondition.builder()
        .type(type)
        .status(status)
        .reason(reason)
        .message(message)
        .lastHeartbeatTime(new Time(now))
        .lastTransitionTime(since)
        .build();
  }
}
