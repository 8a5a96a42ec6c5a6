package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.math.BigDecimal;
import java.util.Map;

/// The rules for amounts of resources.
public final class ResourceValidation {
  private ResourceValidation() {}

  /// Reports limits and requests of a container that are not well formed or do not go together.
  static void check(ResourceRequirements resources, Path path, FieldErrors errors) {
    check(resources, ResourceNames::checkOfContainer, path, errors);
  }

  /// The rule for the names of resources.
  interface NameCheck {
    void check(String name, Path path, FieldErrors errors);
  }

  /// Reports limits and requests that are not well formed or do not go together.
  static void check(
      ResourceRequirements resources, NameCheck names, Path path, FieldErrors errors) {
    Map<String, Quantity> limits = resources.limits();
    Map<String, Quantity> requests = resources.requests();
    limits.forEach(
        (name, limit) -> {
          Path at = path.child("limits").key(name);
          names.check(name, at, errors);
          checkAmount(name, limit, at, errors);
          if (ResourceNames.isHugePages(name)) {
            PodResourcesValidation.checkPages(name, limit, at, errors);
          }
        });
    requests.forEach(
        (name, request) -> {
          Path at = path.child("requests").key(name);
          names.check(name, at, errors);
          checkAmount(name, request, at, errors);
          Quantity limit = limits.get(name);
          if (limit != null) {
            checkBelow(name, request, limit, path.child("requests"), errors);
          } else if (!ResourceNames.isOvercommitable(name)) {
            errors.required(
                path.child("limits"), "Limit must be set for non overcommitable resources");
          }
          if (ResourceNames.isHugePages(name)) {
            PodResourcesValidation.checkPages(name, request, at, errors);
          }
        });
    if (!hasComputing(limits)
        && !hasComputing(requests)
        && (hasHugePages(limits) || hasHugePages(requests))) {
      errors.forbidden(path, "HugePages require cpu or memory");
    }
  }

  /// Reports an amount that is negative, or not whole where it has to be.
  public static void checkAmount(String name, Quantity amount, Path path, FieldErrors errors) {
    if (amount.signum() < 0) {
      errors.invalid(path, amount, "must be greater than or equal to 0");
    }
    if (ResourceNames.isCounted(name) && amount.amount().remainder(BigDecimal.ONE).signum() != 0) {
      errors.invalid(path, amount, "must be an integer");
    }
  }

  /// Reports a resource's name that is neither well known nor qualified.
  public static void checkQualified(String name, Path path, FieldErrors errors) {
    errors.invalid(path, name, Formats.qualifiedName(name));
  }

  private static void checkBelow(
      String name, Quantity request, Quantity limit, Path path, FieldErrors errors) {
    if (!ResourceNames.isOvercommitable(name)) {
      if (!request.equals(limit)) {
        errors.invalid(path, request, "must be equal to %s limit of %s".formatted(name, limit));
      }
    } else if (request.compareTo(limit) > 0) {
      errors.invalid(
          path, request, "must be less than or equal to %s limit of %s".formatted(name, limit));
    }
  }

  private static boolean hasComputing(Map<String, Quantity> amounts) {
    return amounts.containsKey("cpu") || amounts.containsKey("memory");
  }

  private static boolean hasHugePages(Map<String, Quantity> amounts) {
    return amounts.keySet().stream().anyMatch(ResourceNames::isHugePages);
  }
}
