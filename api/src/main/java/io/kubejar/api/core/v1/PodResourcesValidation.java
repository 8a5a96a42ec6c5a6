package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The rules for the resources of a pod as a whole, which its containers share.
final class PodResourcesValidation {
  private static final List<String> SHARED = List.of("cpu", "hugepages-", "memory");

  private PodResourcesValidation() {}

  static void check(PodSpec spec, ResourceRequirements resources, Path path, FieldErrors errors) {
    PodOS os = spec.os();
    if (os != null && os.name().equals("windows")) {
      errors.forbidden(path, "may not be set for a windows pod");
      return;
    }
    if (!resources.claims().isEmpty()) {
      errors.forbidden(path.child("claims"), "claims cannot be set for Resources at pod-level");
    }
    ResourceValidation.check(resources, PodResourcesValidation::checkName, path, errors);
    checkRequests(spec, resources.requests(), path.child("requests"), errors);
    checkHugePages(spec, resources.limits(), path.child("limits"), errors);
    for (int i = 0; i < spec.containers().size(); i++) {
      Map<String, Quantity> limits = spec.containers().get(i).resources().limits();
      checkLimits(limits, resources.limits(), path.child("containers").index(i), errors);
    }
  }

  private static void checkName(String name, Path path, FieldErrors errors) {
    int before = errors.count();
    ResourceNames.check(name, path, errors);
    boolean shared = name.equals("cpu") || name.equals("memory") || ResourceNames.isHugePages(name);
    if (errors.count() == before && !shared) {
      errors.notSupported(path, name, SHARED);
    }
  }

  private static void checkRequests(
      PodSpec spec, Map<String, Quantity> requests, Path path, FieldErrors errors) {
    together(spec, ResourceRequirements::requests)
        .forEach(
            (name, sum) -> {
              Quantity request = requests.get(name);
              if (request != null && sum.compareTo(request) > 0) {
                errors.invalid(
                    path.key(name),
                    request,
                    "must be greater than or equal to aggregate container requests of " + sum);
              }
            });
  }

  private static void checkHugePages(
      PodSpec spec, Map<String, Quantity> limits, Path path, FieldErrors errors) {
    together(spec, ResourceRequirements::limits)
        .forEach(
            (name, sum) -> {
              Quantity limit = limits.get(name);
              if (ResourceNames.isHugePages(name) && limit != null && sum.compareTo(limit) > 0) {
                errors.invalid(
                    path.key(name),
                    limit,
                    "must be greater than or equal to aggregate container limits of " + sum);
              }
            });
  }

  private static void checkLimits(
      Map<String, Quantity> limits, Map<String, Quantity> ofPod, Path path, FieldErrors errors) {
    limits.forEach(
        (name, limit) -> {
          Quantity most = ofPod.get(name);
          if (most != null && limit.compareTo(most) > 0) {
            errors.invalid(
                path.key(name).child("limits"),
                limit,
                "must be less than or equal to pod limits of " + most);
          }
        });
  }

  /// What all containers take at the worst time: those that run together with their sidecars, or
  /// one that runs before them with the sidecars that run by then.
  private static Map<String, Quantity> together(
      PodSpec spec, Function<ResourceRequirements, Map<String, Quantity>> amounts) {
    Map<String, Quantity> sum = new TreeMap<>();
    spec.containers().forEach(each -> add(sum, amounts.apply(each.resources())));
    Map<String, Quantity> sidecars = new TreeMap<>();
    Map<String, Quantity> most = new TreeMap<>();
    for (Container container : spec.initContainers()) {
      Map<String, Quantity> own = new TreeMap<>(sidecars);
      add(own, amounts.apply(container.resources()));
      if ("Always".equals(container.restartPolicy())) {
        add(sum, amounts.apply(container.resources()));
        sidecars = own;
      }
      own.forEach((name, amount) -> most.merge(name, amount, PodResourcesValidation::larger));
    }
    most.forEach((name, amount) -> sum.merge(name, amount, PodResourcesValidation::larger));
    return sum;
  }

  private static void add(Map<String, Quantity> sum, Map<String, Quantity> amounts) {
    amounts.forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
  }

  private static Quantity larger(Quantity one, Quantity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// Reports an amount of huge pages that is not made of whole pages.
  static void checkPages(String name, Quantity amount, Path path, FieldErrors errors) {
    Quantity page = ResourceNames.pageOf(name);
    if (page == null
        || page.signum() <= 0
        || amount.amount().remainder(page.amount()).signum() != 0) {
      errors.invalid(
          path, amount, "%s is not positive integer multiple of %s".formatted(amount, name));
    }
  }
}
