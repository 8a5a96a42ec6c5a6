package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.value.Quantity;
import io.kubejar.node.cri.v1.LinuxContainerResources;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// What pods and containers ask of the machine, and how the kernel is told.
final class PodResources {
  private static final long PERIOD_MICROS = 100_000;
  private static final long LEAST_QUOTA = 1_000;
  private static final long LEAST_SHARES = 2;
  private static final long MOST_SHARES = 262_144;
  private static final int CRITICAL_PRIORITY = 2_000_000_000;

  private PodResources() {}

  /// What a pod asks for as a whole: the containers that run together, or one init container with
  /// the sidecars before it when that is more.
  static Map<String, Quantity> requests(Pod pod) {
    Map<String, Quantity> total = new HashMap<>();
    pod.spec().containers().forEach(c -> add(total, c.resources().requests()));
    Map<String, Quantity> sidecars = new HashMap<>();
    Map<String, Quantity> largestInit = new HashMap<>();
    for (Container init : pod.spec().initContainers()) {
      if ("Always".equals(init.restartPolicy())) {
        add(sidecars, init.resources().requests());
        max(largestInit, sidecars);
      } else {
        Map<String, Quantity> together = new HashMap<>(sidecars);
        add(together, init.resources().requests());
        max(largestInit, together);
      }
    }
    add(total, sidecars);
    max(total, largestInit);
    ResourceRequirements whole = pod.spec().resources();
    if (whole != null) {
      total.putAll(whole.requests());
    }
    add(total, pod.spec().overhead());
    return total;
  }

  /// The limits of a pod as a whole, for resources that every container limits.
  static Map<String, Quantity> limits(Pod pod) {
    Map<String, Quantity> total = new HashMap<>();
    for (String resource : new String[] {"cpu", "memory"}) {
      boolean all =
          pod.spec().containers().stream()
              .allMatch(c -> c.resources().limits().containsKey(resource));
      if (all) {
        Quantity sum = Quantity.ZERO;
        for (Container container : pod.spec().containers()) {
          sum = sum.plus(quantity(container.resources().limits(), resource));
        }
        for (Container init : pod.spec().initContainers()) {
          if ("Always".equals(init.restartPolicy())) {
            sum = sum.plus(quantity(init.resources().limits(), resource));
          } else if (quantity(init.resources().limits(), resource).compareTo(sum) > 0) {
            sum = quantity(init.resources().limits(), resource);
          }
        }
        total.put(resource, sum);
      }
    }
    ResourceRequirements whole = pod.spec().resources();
    if (whole != null) {
      total.putAll(whole.limits());
    }
    return total;
  }

  /// A container's share of the machine, in the kernel's terms.
  ///
  /// @param machineMemory the bytes of memory of the machine
  static LinuxContainerResources of(Pod pod, Container container, long machineMemory) {
    ResourceRequirements resources = container.resources();
    Quantity request = quantity(resources.requests(), "cpu");
    Quantity limit = quantity(resources.limits(), "cpu");
    LinuxContainerResources.Builder out =
        LinuxContainerResources.newBuilder()
            .setCpuPeriod(PERIOD_MICROS)
            .setCpuShares(shares(request.isZero() ? limit : request))
            .setMemoryLimitInBytes(quantity(resources.limits(), "memory").value())
            .setOomScoreAdj(oomScore(pod, container, machineMemory));
    if (!limit.isZero()) {
      out.setCpuQuota(quota(limit));
    }
    return out.build();
  }

  static long shares(Quantity cpu) {
    return Math.clamp(cpu.milliValue() * 1024 / 1000, LEAST_SHARES, MOST_SHARES);
  }

  static long quota(Quantity cpu) {
    return Math.max(LEAST_QUOTA, cpu.milliValue() * PERIOD_MICROS / 1000);
  }

  /// How gladly the kernel ends the container when memory runs out.
  static int oomScore(Pod pod, Container container, long machineMemory) {
    Integer priority = pod.spec().priority();
    if (priority != null && priority >= CRITICAL_PRIORITY) {
      return -997;
    }
    return switch (qos(pod)) {
      case "Guaranteed" -> -997;
      case "BestEffort" -> 1000;
      default -> {
        long request = quantity(container.resources().requests(), "memory").value();
        BigDecimal part =
            BigDecimal.valueOf(request)
                .multiply(BigDecimal.valueOf(1000))
                .divide(
                    BigDecimal.valueOf(Math.max(1, machineMemory)), java.math.RoundingMode.FLOOR);
        yield (int) Math.clamp(1000 - part.longValue(), 3, 999);
      }
    };
  }

  /// The pod's class of service, as the API server set it or as its resources make it.
  static String qos(Pod pod) {
    if (!pod.status().qosClass().isEmpty()) {
      return pod.status().qosClass();
    }
    boolean any = false;
    boolean guaranteed = true;
    for (ContainerSlot slot : ContainerSlot.of(pod)) {
      if (slot.role() == ContainerSlot.Role.EPHEMERAL) {
        continue;
      }
      ResourceRequirements resources = slot.container().resources();
      for (String resource : new String[] {"cpu", "memory"}) {
        Quantity request = quantity(resources.requests(), resource);
        Quantity limit = quantity(resources.limits(), resource);
        any |= !request.isZero() || !limit.isZero();
        guaranteed &= !limit.isZero() && (request.isZero() || request.compareTo(limit) == 0);
      }
    }
    return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
  }

  static Quantity quantity(Map<String, Quantity> amounts, String resource) {
    Quantity amount = amounts.get(resource);
    return amount == null ? Quantity.ZERO : amount;
  }

  private static void add(Map<String, Quantity> total, Map<String, Quantity> more) {
    more.forEach((resource, amount) -> total.merge(resource, amount, Quantity::plus));
  }

  private static void max(Map<String, Quantity> total, Map<String, Quantity> other) {
    other.forEach(
        (resource, amount) -> total.merge(resource, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
  }
}
