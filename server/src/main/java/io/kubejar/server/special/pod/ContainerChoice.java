package io.kubejar.server.special.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.spi.Failures;
import java.util.ArrayList;
import java.util.List;

/// Which container of a pod a request means.
final class ContainerChoice {
  private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

  private ContainerChoice() {}

  /// The named container, or the only one.
  static String of(Pod pod, String wanted) throws ApiException {
    var containers = new ArrayList<String>();
    for (Container container : pod.spec().containers()) {
      containers.add(container.name());
    }
    var init = new ArrayList<String>();
    for (Container container : pod.spec().initContainers()) {
      init.add(container.name());
    }
    var ephemeral = new ArrayList<String>();
    for (EphemeralContainer container : pod.spec().ephemeralContainers()) {
      ephemeral.add(container.name());
    }
    String pods = pod.metadata().name();
    if (!wanted.isEmpty()) {
      if (!containers.contains(wanted) && !init.contains(wanted) && !ephemeral.contains(wanted)) {
        throw Failures.badRequest("container %s is not valid for pod %s".formatted(wanted, pods));
      }
      return wanted;
    }
    if (containers.size() == 1) {
      return containers.getFirst();
    }
    String preferred = pod.metadata().annotations().getOrDefault(DEFAULT, "");
    if (containers.contains(preferred)) {
      return preferred;
    }
    String message =
        "a container name must be specified for pod %s, choose one of: %s"
            .formatted(pods, list(containers));
    if (!init.isEmpty()) {
      message += " or one of the init containers: " + list(init);
    }
    if (!ephemeral.isEmpty()) {
      message += " or one of the ephemeral containers: " + list(ephemeral);
    }
    throw Failures.badRequest(message);
  }

  private static String list(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }
}
