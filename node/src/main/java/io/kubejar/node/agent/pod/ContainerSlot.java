package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.node.agent.status.PodStatuses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A container of a pod's specification and the part it plays.
///
/// @param target whose processes an ephemeral container sees; empty for none
record ContainerSlot(Container container, Role role, String target) {

  /// The parts a container can play.
  enum Role {
    /// Runs to its end before the next begins.
    INIT,
    /// Starts in the order of the init containers and runs as long as the pod.
    SIDECAR,
    APP,
    EPHEMERAL
  }

  String name() {
    return container.name();
  }

  /// All containers in the order in which they start.
  static List<ContainerSlot> of(Pod pod) {
    List<ContainerSlot> slots = new ArrayList<>();
    for (Container init : pod.spec().initContainers()) {
      slots.add(
          new ContainerSlot(
              init, "Always".equals(init.restartPolicy()) ? Role.SIDECAR : Role.INIT, ""));
    }
    for (EphemeralContainer each : pod.spec().ephemeralContainers()) {
      slots.add(
          new ContainerSlot(
              PodStatuses.ephemeral(each), Role.EPHEMERAL, each.targetContainerName()));
    }
    for (Container container : pod.spec().containers()) {
      slots.add(new ContainerSlot(container, Role.APP, ""));
    }
    return slots;
  }

  /// The container of a name.
  static @Nullable ContainerSlot find(Pod pod, String name) {
    for (ContainerSlot slot : of(pod)) {
      if (slot.name().equals(name)) {
        return slot;
      }
    }
    return null;
  }

  /// What a running container must have been made from; only the image can change in place.
  String hash() {
    return Integer.toHexString((container.name() + "\n" + container.image()).hashCode());
  }
}
