package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.value.Quantity;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Adds up what a pod's containers may take at the same time.
final class PodTotals {
  private PodTotals() {}

  static Map<String, Quantity> requests(PodSpec spec) {
    Map<String, Quantity> total = total(spec, ResourceRequirements::requests);
    return Amounts.plus(total, spec.overhead());
  }

  /// The overhead counts where there is a limit to add it to.
  static Map<String, Quantity> limits(PodSpec spec) {
    Map<String, Quantity> total = total(spec, ResourceRequirements::limits);
    return Amounts.plus(total, Amounts.only(spec.overhead(), total.keySet()));
  }

  private static Map<String, Quantity> total(
      PodSpec spec, Function<ResourceRequirements, Map<String, Quantity>> side) {
    // An init container runs alone beside the sidecars that were started before it.
    Map<String, Quantity> sidecars = Map.of();
    Map<String, Quantity> peak = Map.of();
    for (Container container : spec.initContainers()) {
      Map<String, Quantity> own = side.apply(container.resources());
      Map<String, Quantity> together = Amounts.plus(sidecars, own);
      if ("Always".equals(container.restartPolicy())) {
        sidecars = together;
      }
      peak = Amounts.most(peak, together);
    }
    Map<String, Quantity> running = sidecars;
    for (Container container : spec.containers()) {
      running = Amounts.plus(running, side.apply(container.resources()));
    }
    Map<String, Quantity> total = new TreeMap<>(Amounts.most(peak, running));
    ResourceRequirements whole = spec.resources();
    if (whole != null) {
      total.putAll(side.apply(whole));
    }
    return total;
  }
}
