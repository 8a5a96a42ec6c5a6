package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Whether pods fit on the node beside those taken before.
final class NodeAdmission {
  private static final Map<String, String> REASONS =
      Map.of(
          "cpu", "OutOfcpu",
          "memory", "OutOfmemory",
          "ephemeral-storage", "OutOfephemeral-storage",
          "pods", "OutOfpods");

  private final Supplier<Map<String, Quantity>> allocatable;
  private final Map<String, Map<String, Quantity>> taken = new HashMap<>();

  NodeAdmission(Supplier<Map<String, Quantity>> allocatable) {
    this.allocatable = allocatable;
  }

  /// Why a pod is not taken.
  ///
  /// @param reason such as `OutOfcpu`
  record Rejection(String reason, String message) {}

  /// Takes a pod that fits.
  ///
  /// @param always takes it even so, because it runs already
  synchronized Optional<Rejection> admit(Pod pod, boolean always) {
    Map<String, Quantity> asked = new TreeMap<>(PodResources.requests(pod));
    asked.put("pods", Quantity.of(1));
    if (!always && !taken.containsKey(pod.metadata().uid())) {
      for (var entry : asked.entrySet()) {
        String resource = entry.getKey();
        Quantity capacity = allocatable.get().get(resource);
        if (capacity == null && entry.getValue().isZero()) {
          continue;
        }
        Quantity limit = capacity == null ? Quantity.ZERO : capacity;
        Quantity used = used(resource);
        if (used.plus(entry.getValue()).compareTo(limit) > 0) {
          return Optional.of(rejection(resource, entry.getValue(), used, limit));
        }
      }
    }
    taken.put(pod.metadata().uid(), asked);
    return Optional.empty();
  }

  synchronized void release(String podUid) {
    taken.remove(podUid);
  }

  private Quantity used(String resource) {
    Quantity sum = Quantity.ZERO;
    for (Map<String, Quantity> each : taken.values()) {
      sum = sum.plus(PodResources.quantity(each, resource));
    }
    return sum;
  }

  private static Rejection rejection(
      String resource, Quantity asked, Quantity used, Quantity capacity) {
    return new Rejection(
        REASONS.getOrDefault(resource, "OutOf" + resource),
        "Node didn't have enough resource: "
            + resource
            + ", requested: "
            + number(resource, asked)
            + ", used: "
            + number(resource, used)
            + ", capacity: "
            + number(resource, capacity));
  }

  private static long number(String resource, Quantity amount) {
    return resource.equals("cpu") ? amount.milliValue() : amount.value();
  }
}
