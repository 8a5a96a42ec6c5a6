package io.kubejar.node.agent.api;

import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.node.agent.pod.PodWorkers;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.runtime.RuntimeView;
import io.kubejar.node.agent.runtime.SandboxRecord;
import java.util.List;
import java.util.stream.Stream;

/// Finds the pods, containers and sandboxes that requests name.
final class Containers {
  private final PodWorkers pods;
  private final RuntimeView view;

  Containers(PodWorkers pods, RuntimeView view) {
    this.pods = pods;
    this.view = view;
  }

  /// The pod of a path such as `/exec/<namespace>/<pod>/…`.
  Pod pod(List<String> path) {
    if (path.size() < 3) {
      throw new RefusedException(400, "Missing pod namespace or name");
    }
    return pods.pod(path.get(1), path.get(2))
        .orElseThrow(() -> new RefusedException(404, "pod does not exist"));
  }

  /// The name of the container of a path, which may hold the pod's UID before it.
  static String container(List<String> path) {
    if (path.size() < 4) {
      throw new RefusedException(400, "Missing container name");
    }
    return path.getLast();
  }

  ContainerRecord running(Pod pod, String container) {
    ContainerRecord record = observe(pod).latest(container);
    if (record == null) {
      throw new RefusedException(404, "container not found (\"" + container + "\")");
    }
    if (!record.isRunning()) {
      throw new RefusedException(
          400, "container " + container + " in pod " + pod.metadata().name() + " is not running");
    }
    return record;
  }

  /// The container whose log is wanted.
  ContainerRecord logged(Pod pod, String container, boolean previous) {
    String podName = pod.metadata().name();
    if (!exists(pod, container)) {
      throw new RefusedException(
          404, "container \"" + container + "\" not found in pod \"" + podName + "\"");
    }
    List<ContainerRecord> attempts = observe(pod).attempts(container);
    if (previous) {
      // One that waits to be started again has ended before.
      boolean endedLast =
          !attempts.isEmpty() && attempts.getFirst().isExited() && isWaiting(pod, container);
      List<ContainerRecord> ended =
          attempts.subList(endedLast || attempts.isEmpty() ? 0 : 1, attempts.size());
      if (ended.isEmpty()) {
        throw new RefusedException(
            400,
            "previous terminated container \""
                + container
                + "\" in pod \""
                + podName
                + "\" not found");
      }
      return ended.getFirst();
    }
    if (attempts.isEmpty()) {
      throw new RefusedException(
          400,
          "container \""
              + container
              + "\" in pod \""
              + podName
              + "\" is waiting to start: "
              + reason(pod, container));
    }
    return attempts.getFirst();
  }

  /// Whether a container still runs.
  boolean isRunning(Pod pod, String containerId) {
    return observe(pod).containers().stream()
        .anyMatch(c -> c.id().equals(containerId) && c.isRunning());
  }

  SandboxRecord sandbox(Pod pod) {
    SandboxRecord sandbox = observe(pod).sandbox();
    if (sandbox == null || !sandbox.ready()) {
      throw new RefusedException(404, "not able to find sandbox of pod " + pod.metadata().name());
    }
    return sandbox;
  }

  private PodObservation observe(Pod pod) {
    return view.observe(pod.metadata().uid());
  }

  private static boolean exists(Pod pod, String name) {
    return pod.spec().containers().stream().anyMatch(c -> c.name().equals(name))
        || pod.spec().initContainers().stream().anyMatch(c -> c.name().equals(name))
        || pod.spec().ephemeralContainers().stream().anyMatch(c -> c.name().equals(name));
  }

  private static Stream<ContainerStatus> statuses(Pod pod, String container) {
    return Stream.of(
            pod.status().containerStatuses(),
            pod.status().initContainerStatuses(),
            pod.status().ephemeralContainerStatuses())
        .flatMap(List::stream)
        .filter(s -> s.name().equals(container));
  }

  private static boolean isWaiting(Pod pod, String container) {
    return statuses(pod, container).anyMatch(s -> s.state().waiting() != null);
  }

  private static String reason(Pod pod, String container) {
    return statuses(pod, container)
        .map(ContainerStatus::state)
        .map(state -> state.waiting() == null ? "" : state.waiting().reason())
        .findFirst()
        .orElse("ContainerCreating");
  }
}
