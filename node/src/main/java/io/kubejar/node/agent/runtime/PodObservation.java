package io.kubejar.node.agent.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runtime shows of one pod at one moment.
///
/// @param sandboxes the newest first
/// @param containers the newest attempt first
public record PodObservation(List<SandboxRecord> sandboxes, List<ContainerRecord> containers) {
  public static final PodObservation NOTHING = new PodObservation(List.of(), List.of());

  public PodObservation {
    sandboxes = List.copyOf(sandboxes);
    containers = List.copyOf(containers);
  }

  /// The sandbox the pod runs in, or last ran in.
  public @Nullable SandboxRecord sandbox() {
    return sandboxes.isEmpty() ? null : sandboxes.getFirst();
  }

  /// The newest container of a name.
  public @Nullable ContainerRecord latest(String name) {
    for (ContainerRecord container : containers) {
      if (container.name().equals(name)) {
        return container;
      }
    }
    return null;
  }

  /// All containers of a name, the newest first.
  public List<ContainerRecord> attempts(String name) {
    return containers.stream().filter(c -> c.name().equals(name)).toList();
  }

  public List<ContainerRecord> running() {
    return containers.stream().filter(ContainerRecord::isRunning).toList();
  }

  public boolean isEmpty() {
    return sandboxes.isEmpty() && containers.isEmpty();
  }
}
