package io.kubejar.policy.limitranger;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.LimitRangeItem;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares what is asked for with the bounds of limit ranges and collects what breaks them.
final class Bounds {
  private final Set<String> broken = new LinkedHashSet<>();

  List<String> broken() {
    return List.copyOf(broken);
  }

  void check(LimitRangeItem item, Pod pod) {
    switch (item.type()) {
      case "Container" -> {
        for (Container container : pod.spec().containers()) {
          check(item, container.resources().requests(), container.resources().limits());
        }
        for (Container container : pod.spec().initContainers()) {
          check(item, container.resources().requests(), container.resources().limits());
        }
      }
      case "Pod" ->
          check(
              item,
              total(pod, ResourceRequirements::requests),
              total(pod, ResourceRequirements::limits));
      default -> {}
    }
  }

  void check(LimitRangeItem item, PersistentVolumeClaim claim) {
    if (!item.type().equals("PersistentVolumeClaim")) {
      return;
    }
    Map<String, Quantity> requests = claim.spec().resources().requests();
    item.min().forEach((name, bound) -> minimum(item, name, bound, requests.get(name), null));
    item.max()
        .forEach(
            (name, bound) -> {
              Quantity request = requests.get(name);
              if (request == null) {
                add("maximum", name, item, bound, ".  No request is specified");
              } else if (request.compareTo(bound) > 0) {
                add("maximum", name, item, bound, ", but request is " + request);
              }
            });
  }

  private void check(
      LimitRangeItem item, Map<String, Quantity> requests, Map<String, Quantity> limits) {
    item.min()
        .forEach((name, bound) -> minimum(item, name, bound, requests.get(name), limits.get(name)));
    item.max()
        .forEach(
            (name, bound) -> {
              Quantity limit = limits.get(name);
              Quantity request = requests.get(name);
              if (limit == null) {
                add("maximum", name, item, bound, ".  No limit is specified");
              } else if (limit.compareTo(bound) > 0) {
                add("maximum", name, item, bound, ", but limit is " + limit);
              } else if (request != null && request.compareTo(bound) > 0) {
                add("maximum", name, item, bound, ", but request is " + request);
              }
            });
    item.maxLimitRequestRatio()
        .forEach((name, bound) -> ratio(item, name, bound, requests.get(name), limits.get(name)));
  }

  private void minimum(
      LimitRangeItem item,
      String name,
      Quantity bound,
      @Nullable Quantity request,
      @Nullable Quantity limit) {
    if (request == null) {
      add("minimum", name, item, bound, ".  No request is specified");
    } else if (request.compareTo(bound) < 0) {
      add("minimum", name, item, bound, ", but request is " + request);
    } else if (limit != null && limit.compareTo(bound) < 0) {
      add("minimum", name, item, bound, ", but limit is " + limit);
    }
  }

  private void ratio(
      LimitRangeItem item,
      String name,
      Quantity bound,
      @Nullable Quantity request,
      @Nullable Quantity limit) {
    String head = "%s max limit to request ratio per %s is %s".formatted(name, item.type(), bound);
    if (request == null || request.isZero()) {
      broken.add(head + ", but no request is specified or request is 0");
    } else if (limit == null || limit.isZero()) {
      broken.add(head + ", but no limit is specified or limit is 0");
    } else {
      double ratio = limit.toDouble() / request.toDouble();
      if (ratio > bound.toDouble()) {
        broken.add("%s, but provided ratio is %.6f".formatted(head, ratio));
      }
    }
  }

  private void add(
      String which, String resource, LimitRangeItem item, Quantity bound, String rest) {
    broken.add("%s %s usage per %s is %s%s".formatted(which, resource, item.type(), bound, rest));
  }

  private interface Side {
    Map<String, Quantity> of(ResourceRequirements resources);
  }

  /// What a pod takes at most at one time: all containers with the init containers that keep
  /// running, or one other init container beside those started before it.
  private static Map<String, Quantity> total(Pod pod, Side side) {
    Map<String, Quantity> total = new TreeMap<>();
    for (Container container : pod.spec().containers()) {
      side.of(container.resources())
          .forEach((name, value) -> total.merge(name, value, Quantity::plus));
    }
    Map<String, Quantity> sidecars = new TreeMap<>();
    var peaks = new ArrayList<Map<String, Quantity>>();
    for (Container container : pod.spec().initContainers()) {
      Map<String, Quantity> own = side.of(container.resources());
      if ("Always".equals(container.restartPolicy())) {
        own.forEach((name, value) -> total.merge(name, value, Quantity::plus));
        own.forEach((name, value) -> sidecars.merge(name, value, Quantity::plus));
        peaks.add(new TreeMap<>(sidecars));
      } else {
        Map<String, Quantity> peak = new TreeMap<>(own);
        sidecars.forEach((name, value) -> peak.merge(name, value, Quantity::plus));
        peaks.add(peak);
      }
    }
    for (Map<String, Quantity> peak : peaks) {
      peak.forEach((name, value) -> total.merge(name, value, Bounds::larger));
    }
    return total;
  }

  private static Quantity larger(Quantity left, Quantity right) {
    return left.compareTo(right) >= 0 ? left : right;
  }
}
