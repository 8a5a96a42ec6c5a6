package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table form of pods.
final class PodColumns {
  static final List<Column<Pod>> ALL =
      List.of(
          Column.objectName(),
          Column.text("Ready", "Containers that are ready, of all.", PodColumns::ready),
          Column.text("Status", "What the pod is doing, or why not.", pod -> of(pod).reason),
          Column.timed(
              "Restarts",
              0,
              "How often containers were restarted, and when last.",
              (pod, now) -> of(pod).restarts(now)),
          Column.age(),
          Column.wide(
              "IP",
              "The pod's address.",
              pod ->
                  pod.status().podIPs().isEmpty()
                      ? orNone(pod.status().podIP())
                      : orNone(pod.status().podIPs().getFirst().ip())),
          Column.wide("Node", "Where the pod runs.", pod -> orNone(pod.spec().nodeName())),
          Column.wide(
              "Nominated Node",
              "The node on which others make room for the pod.",
              pod -> orNone(pod.status().nominatedNodeName())),
          Column.wide("Readiness Gates", "Conditions that are met, of all.", PodColumns::gates));

  private final Pod pod;
  private String reason;
  private int ready;
  private int restarts;
  private @Nullable Time lastRestart;
  private int sidecarRestarts;
  private @Nullable Time lastSidecarRestart;

  private PodColumns(Pod pod) {
    this.pod = pod;
    PodStatus status = pod.status();
    this.reason = status.reason().isEmpty() ? status.phase() : status.reason();
  }

  private static PodColumns of(Pod pod) {
    PodColumns columns = new PodColumns(pod);
    columns.look();
    return columns;
  }

  private static Object ready(Pod pod) {
    long total =
        pod.spec().containers().size()
            + pod.spec().initContainers().stream().filter(PodColumns::isSidecar).count();
    return of(pod).ready + "/" + total;
  }

  private static Object gates(Pod pod) {
    List<PodReadinessGate> gates = pod.spec().readinessGates();
    if (gates.isEmpty()) {
      return "<none>";
    }
    long met = gates.stream().filter(gate -> isTrue(pod, gate.conditionType())).count();
    return met + "/" + gates.size();
  }

  private void look() {
    for (PodCondition condition : pod.status().conditions()) {
      if (condition.type().equals("PodScheduled") && condition.reason().equals("SchedulingGated")) {
        reason = "SchedulingGated";
      }
    }
    boolean initializing = lookAtInitContainers();
    if (!initializing || isTrue(pod, "Initialized")) {
      lookAtContainers();
    }
    if (pod.metadata().deletionTimestamp() != null) {
      String phase = pod.status().phase();
      if (pod.status().reason().equals("NodeLost")) {
        reason = "Unknown";
      } else if (!phase.equals("Failed") && !phase.equals("Succeeded")) {
        reason = "Terminating";
      }
    }
  }

  private boolean lookAtInitContainers() {
    List<ContainerStatus> statuses = pod.status().initContainerStatuses();
    for (int i = 0; i < statuses.size(); i++) {
      ContainerStatus status = statuses.get(i);
      restarts += status.restartCount();
      lastRestart = later(lastRestart, status);
      boolean sidecar =
          pod.spec().initContainers().stream()
              .anyMatch(c -> c.name().equals(status.name()) && isSidecar(c));
      if (sidecar) {
        sidecarRestarts += status.restartCount();
        lastSidecarRestart = later(lastSidecarRestart, status);
      }
      ContainerStateTerminated terminated = status.state().terminated();
      ContainerStateWaiting waiting = status.state().waiting();
      if (terminated != null && terminated.exitCode() == 0) {
        continue;
      }
      if (sidecar && Boolean.TRUE.equals(status.started())) {
        ready += status.ready() ? 1 : 0;
        continue;
      }
      if (terminated != null) {
        reason = "Init:" + ending(terminated);
      } else if (waiting != null
          && !waiting.reason().isEmpty()
          && !waiting.reason().equals("PodInitializing")) {
        reason = "Init:" + waiting.reason();
      } else {
        reason = "Init:" + i + "/" + pod.spec().initContainers().size();
      }
      return true;
    }
    return false;
  }

  private void lookAtContainers() {
    restarts = sidecarRestarts;
    lastRestart = lastSidecarRestart;
    boolean running = false;
    for (ContainerStatus status : pod.status().containerStatuses().reversed()) {
      restarts += status.restartCount();
      lastRestart = later(lastRestart, status);
      ContainerStateTerminated terminated = status.state().terminated();
      ContainerStateWaiting waiting = status.state().waiting();
      if (waiting != null && !waiting.reason().isEmpty()) {
        reason = waiting.reason();
      } else if (terminated != null) {
        reason = ending(terminated);
      } else if (status.ready() && status.state().running() != null) {
        running = true;
        ready++;
      }
    }
    if (reason.equals("Completed") && running) {
      reason = isTrue(pod, "Ready") ? "Running" : "NotReady";
    }
  }

  private String restarts(Instant now) {
    Time last = lastRestart;
    return restarts == 0 || last == null
        ? Integer.toString(restarts)
        : restarts + " (" + Ages.text(Duration.between(last.instant(), now)) + " ago)";
  }

  private static String ending(ContainerStateTerminated terminated) {
    if (!terminated.reason().isEmpty()) {
      return terminated.reason();
    }
    return terminated.signal() != 0
        ? "Signal:" + terminated.signal()
        : "ExitCode:" + terminated.exitCode();
  }

  private static @Nullable Time later(@Nullable Time last, ContainerStatus status) {
    ContainerStateTerminated terminated = status.lastState().terminated();
    Time finished = terminated == null ? null : terminated.finishedAt();
    return finished != null && (last == null || last.compareTo(finished) < 0) ? finished : last;
  }

  private static boolean isSidecar(Container container) {
    return "Always".equals(container.restartPolicy());
  }

  private static boolean isTrue(Pod pod, String type) {
    return pod.status().conditions().stream()
        .anyMatch(c -> c.type().equals(type) && c.status().equals("True"));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "<none>" : text;
  }
}
