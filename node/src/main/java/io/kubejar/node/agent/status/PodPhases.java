package io.kubejar.node.agent.status;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerState;
import io.kubejar.api.core.v1.ContainerStateTerminated;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The phase that follows from the statuses of a pod's containers.
final class PodPhases {
  private PodPhases() {}

  static boolean isSidecar(Container init) {
    return "Always".equals(init.restartPolicy());
  }

  static boolean isFinal(String phase) {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /// @param ended whether the node has ended the pod
  static String phase(
      PodSpec spec, List<ContainerStatus> inits, List<ContainerStatus> apps, boolean ended) {
    Count count = new Count();
    for (Container init : spec.initContainers()) {
      if (isSidecar(init)) {
        count.sidecar(find(inits, init.name()));
      } else {
        count.init(find(inits, init.name()));
      }
    }
    for (Container container : spec.containers()) {
      count.app(container, spec, find(apps, container.name()));
    }
    if (count.failedInit > 0 && spec.restartPolicy().equals("Never")) {
      return "Failed";
    }
    if (ended && count.running == 0 && count.stopped > 0) {
      boolean allWell =
          count.stopped == count.succeeded && count.unknown == 0 && count.waiting == 0;
      return allWell && count.pendingInit == 0 && count.failedInit == 0 ? "Succeeded" : "Failed";
    }
    if (count.pendingInit > 0 || count.failedInit > 0 || count.pendingSidecar > 0) {
      return count.anyAppRan ? "Running" : "Pending";
    }
    if (count.waiting > 0) {
      return "Pending";
    }
    if (count.running > 0 && count.unknown == 0) {
      return "Running";
    }
    if (count.running == 0 && count.stopped > 0 && count.unknown == 0) {
      if (count.restartable) {
        return "Running";
      }
      return count.stopped == count.succeeded ? "Succeeded" : "Failed";
    }
    return "Pending";
  }

  private static @Nullable ContainerStatus find(List<ContainerStatus> statuses, String name) {
    return statuses.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }

  private static final class Count {
    int pendingInit;
    int failedInit;
    int pendingSidecar;
    int unknown;
    int running;
    int waiting;
    int stopped;
    int succeeded;
    boolean restartable;
    boolean anyAppRan;

    void init(@Nullable ContainerStatus status) {
      if (status == null) {
        pendingInit++;
        return;
      }
      ContainerState state = status.state();
      ContainerStateTerminated last = status.lastState().terminated();
      if (state.running() != null) {
        pendingInit++;
      } else if (state.terminated() != null) {
        failedInit += state.terminated().exitCode() == 0 ? 0 : 1;
      } else if (last != null && last.exitCode() != 0) {
        failedInit++;
      } else {
        pendingInit++;
      }
    }

    void sidecar(@Nullable ContainerStatus status) {
      boolean up =
          status != null
              && (status.state().terminated() != null
                  || status.lastState().terminated() != null
                  || (status.state().running() != null && Boolean.TRUE.equals(status.started())));
      pendingSidecar += up ? 0 : 1;
    }

    void app(Container container, PodSpec spec, @Nullable ContainerStatus status) {
      if (status == null) {
        unknown++;
        return;
      }
      ContainerState state = status.state();
      if (state.running() != null) {
        running++;
        anyAppRan = true;
      } else if (state.terminated() != null) {
        stopped++;
        anyAppRan = true;
        succeeded += state.terminated().exitCode() == 0 ? 1 : 0;
        restartable |= RestartRule.restarts(spec, container, state.terminated().exitCode());
      } else if (status.lastState().terminated() != null) {
        stopped++;
        anyAppRan = true;
        restartable = true;
      } else {
        waiting++;
      }
    }
  }
}
