package io.kubejar.node.agent.status;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodReadinessGate;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conditions of a pod that its node writes; those of others are kept as they are.
final class PodConditions {
  private static final Set<String> OWN =
      Set.of(
          "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");

  private final Pod pod;
  private final Instant now;

  /// Whether the node writes conditions of the type.
  static boolean isOwn(String type) {
    return OWN.contains(type);
  }

  private record Verdict(boolean met, String reason, String message) {
    static final Verdict MET = new Verdict(true, "", "");
  }

  PodConditions(Pod pod, Instant now) {
    this.pod = pod;
    this.now = now;
  }

  /// @param sandboxReady whether the pod's sandbox runs and has its network
  List<PodCondition> of(
      String phase, boolean sandboxReady, List<ContainerStatus> inits, List<ContainerStatus> apps) {
    Verdict containers = containersReady(phase, inits, apps);
    List<PodCondition> conditions = new ArrayList<>();
    conditions.add(condition("PodReadyToStartContainers", new Verdict(sandboxReady, "", "")));
    conditions.add(condition("Initialized", initialized(phase, inits, apps)));
    conditions.add(condition("Ready", ready(containers)));
    conditions.add(condition("ContainersReady", containers));
    conditions.add(condition("PodScheduled", Verdict.MET));
    for (PodCondition other : pod.status().conditions()) {
      if (!OWN.contains(other.type())) {
        conditions.add(other);
      }
    }
    return conditions;
  }

  private Verdict initialized(
      String phase, List<ContainerStatus> inits, List<ContainerStatus> apps) {
    if (phase.equals("Succeeded")) {
      return new Verdict(true, "PodCompleted", "");
    }
    boolean appsBegan =
        apps.stream()
            .anyMatch(
                s ->
                    s.state().running() != null
                        || s.state().terminated() != null
                        || s.lastState().terminated() != null);
    if (appsBegan) {
      return Verdict.MET;
    }
    List<String> unknown = new ArrayList<>();
    List<String> incomplete = new ArrayList<>();
    for (Container init : pod.spec().initContainers()) {
      ContainerStatus status = find(inits, init.name());
      if (status == null) {
        unknown.add(init.name());
      } else if (PodPhases.isSidecar(init)
          ? !Boolean.TRUE.equals(status.started())
          : !status.ready()) {
        incomplete.add(init.name());
      }
    }
    return verdict(unknown, incomplete, "incomplete", "ContainersNotInitialized");
  }

  private Verdict containersReady(
      String phase, List<ContainerStatus> inits, List<ContainerStatus> apps) {
    List<String> unknown = new ArrayList<>();
    List<String> unready = new ArrayList<>();
    for (Container init : pod.spec().initContainers()) {
      if (PodPhases.isSidecar(init)) {
        sort(init.name(), find(inits, init.name()), unknown, unready);
      }
    }
    for (Container container : pod.spec().containers()) {
      sort(container.name(), find(apps, container.name()), unknown, unready);
    }
    if (phase.equals("Succeeded") && unknown.isEmpty()) {
      return new Verdict(false, "PodCompleted", "");
    }
    if (phase.equals("Failed")) {
      return new Verdict(false, "PodFailed", "");
    }
    return verdict(unknown, unready, "unready", "ContainersNotReady");
  }

  private static void sort(
      String name, @Nullable ContainerStatus status, List<String> unknown, List<String> unready) {
    if (status == null) {
      unknown.add(name);
    } else if (!status.ready()) {
      unready.add(name);
    }
  }

  private static Verdict verdict(
      List<String> unknown, List<String> bad, String word, String reason) {
    List<String> messages = new ArrayList<>();
    if (!unknown.isEmpty()) {
      messages.add("containers with unknown status: " + words(unknown));
    }
    if (!bad.isEmpty()) {
      messages.add("containers with " + word + " status: " + words(bad));
    }
    return messages.isEmpty()
        ? Verdict.MET
        : new Verdict(false, reason, String.join(", ", messages));
  }

  private static String words(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  private Verdict ready(Verdict containers) {
    if (!containers.met()) {
      return containers;
    }
    List<String> messages = new ArrayList<>();
    for (PodReadinessGate gate : pod.spec().readinessGates()) {
      PodCondition condition = old(gate.conditionType());
      if (condition == null) {
        messages.add(
            "corresponding condition of pod readiness gate \""
                + gate.conditionType()
                + "\" does not exist.");
      } else if (!condition.status().equals("True")) {
        messages.add(
            "the status of pod readiness gate \""
                + gate.conditionType()
                + "\" is not \"True\", but "
                + condition.status());
      }
    }
    return messages.isEmpty()
        ? Verdict.MET
        : new Verdict(false, "ReadinessGatesNotReady", String.join(", ", messages));
  }

  private PodCondition condition(String type, Verdict verdict) {
    String status = verdict.met() ? "True" : "False";
    PodCondition old = old(type);
    Time since =
        old != null && old.status().equals(status) && old.lastTransitionTime() != null
            ? old.lastTransitionTime()
            : new Time(now);
    return PodCondition.builder()
        .type(type)
        .status(status)
        .reason(verdict.reason())
        .message(verdict.message())
        .lastTransitionTime(since)
        .observedGeneration(pod.metadata().generation())
        .build();
  }

  private @Nullable PodCondition old(String type) {
    return pod.status().conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable ContainerStatus find(List<ContainerStatus> statuses, String name) {
    return statuses.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }
}
