package io.kubejar.controllers.resourcequota;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.value.Quantity;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The resources that a pod's containers request, or are limited to, at the same time.
final class PodUsage {
  private PodUsage() {}

  static Map<String, Quantity> requests(Pod pod) {
    return total(pod, ResourceRequirements::requests);
  }

  static Map<String, Quantity> limits(Pod pod) {
    return total(pod, ResourceRequirements::limits);
  }

  /// The most that runs together: containers and sidecars, or an init container with the sidecars
  /// before it; then the overhead. What the pod as a whole states comes first.
  private static Map<String, Quantity> total(
      Pod pod, Function<ResourceRequirements, Map<String, Quantity>> part) {
    Map<String, Quantity> sidecars = new TreeMap<>();
    Map<String, Quantity> most = new TreeMap<>();
    for (Container container : pod.spec().initContainers()) {
      if ("Always".equals(container.restartPolicy())) {
        part.apply(container.resources()).forEach((k, v) -> sidecars.merge(k, v, Quantity::plus));
      } else {
        Map<String, Quantity> together = new TreeMap<>(sidecars);
        part.apply(container.resources()).forEach((k, v) -> together.merge(k, v, Quantity::plus));
        together.forEach((k, v) -> most.merge(k, v, PodUsage::larger));
      }
    }
    Map<String, Quantity> running = new TreeMap<>(sidecars);
    for (Container container : pod.spec().containers()) {
      part.apply(container.resources()).forEach((k, v) -> running.merge(k, v, Quantity::plus));
    }
    running.forEach((k, v) -> most.merge(k, v, PodUsage::larger));
    ResourceRequirements whole = pod.spec().resources();
    if (whole != null) {
      most.putAll(part.apply(whole));
    }
    pod.spec().overhead().forEach((k, v) -> most.computeIfPresent(k, (_, sum) -> sum.plus(v)));
    return most;
  }

  private static Quantity larger(Quantity one, Quantity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
