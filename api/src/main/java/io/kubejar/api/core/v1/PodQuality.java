package io.kubejar.api.core.v1;

import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;

/// How much a pod may count on its resources: `Guaranteed`, `Burstable` or `BestEffort`.
public final class PodQuality {
  private static final List<String> COUNTED = List.of("cpu", "memory");

  private PodQuality() {}

  /// The class by requests and limits of CPU and memory.
  public static String of(PodSpec spec) {
    List<ResourceRequirements> parts = new ArrayList<>();
    ResourceRequirements whole = spec.resources();
    if (whole != null) {
      parts.add(whole);
    } else {
      spec.containers().forEach(container -> parts.add(container.resources()));
      spec.initContainers().forEach(container -> parts.add(container.resources()));
    }
    boolean any = false;
    boolean all = true;
    for (ResourceRequirements part : parts) {
      for (String name : COUNTED) {
        Quantity request = part.requests().get(name);
        Quantity limit = part.limits().get(name);
        boolean requested = request != null && request.signum() > 0;
        boolean limited = limit != null && limit.signum() > 0;
        any |= requested || limited;
        all &= limited && (request == null || request.equals(limit));
      }
    }
    return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
  }
}
