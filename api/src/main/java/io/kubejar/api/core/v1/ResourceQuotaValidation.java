package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules for quotas: names and amounts of resources, and which objects they are for.
final class ResourceQuotaValidation {
  private static final Path SPEC = Path.of("spec");
  private static final Set<String> WITHOUT_VALUES =
      Set.of(
          "BestEffort",
          "NotBestEffort",
          "Terminating",
          "NotTerminating",
          "CrossNamespacePodAffinity");
  private static final List<Set<String>> CONTRARY =
      List.of(Set.of("BestEffort", "NotBestEffort"), Set.of("Terminating", "NotTerminating"));

  private ResourceQuotaValidation() {}

  static void check(ResourceQuota quota, FieldErrors errors) {
    checkSpec(quota.spec(), errors);
    checkAmounts(quota.status().hard(), Path.of("status", "hard"), errors);
    checkAmounts(quota.status().used(), Path.of("status", "used"), errors);
  }

  static void checkUpdate(ResourceQuota quota, ResourceQuota old, FieldErrors errors) {
    checkSpec(quota.spec(), errors);
    Set<String> scopes = Set.copyOf(quota.spec().scopes());
    if (!scopes.equals(Set.copyOf(old.spec().scopes()))) {
      errors.invalid(SPEC.child("scopes"), quota.spec().scopes(), "field is immutable");
    }
  }

  static void checkStatus(ResourceQuota quota, FieldErrors errors) {
    checkAmounts(quota.status().hard(), Path.of("status", "hard"), errors);
    checkAmounts(quota.status().used(), Path.of("status", "used"), errors);
  }

  private static void checkAmounts(Map<String, Quantity> amounts, Path path, FieldErrors errors) {
    amounts.forEach(
        (name, amount) -> {
          ResourceNames.checkOfQuota(name, path.key(name), errors);
          ResourceValidation.checkAmount(name, amount, path.key(name), errors);
        });
  }

  private static void checkSpec(ResourceQuotaSpec spec, FieldErrors errors) {
    checkAmounts(spec.hard(), SPEC.child("hard"), errors);
    Path path = SPEC.child("scopes");
    for (String scope : spec.scopes()) {
      if (!isScope(scope)) {
        errors.invalid(path, spec.scopes(), "unsupported scope");
      }
      for (String name : new TreeSet<>(spec.hard().keySet())) {
        if (!ResourceNames.isInScope(name, scope)) {
          errors.invalid(path, spec.scopes(), "unsupported scope applied to resource");
        }
      }
    }
    checkContrary(Set.copyOf(spec.scopes()), path, spec, errors);
    if (spec.scopeSelector() != null) {
      checkSelector(spec, spec.scopeSelector(), errors);
    }
  }

  private static boolean isScope(String scope) {
    return WITHOUT_VALUES.contains(scope)
        || scope.equals("PriorityClass")
        || scope.equals("VolumeAttributesClass");
  }

  private static void checkContrary(
      Set<String> scopes, Path path, ResourceQuotaSpec spec, FieldErrors errors) {
    for (Set<String> pair : CONTRARY) {
      if (scopes.containsAll(pair)) {
        errors.invalid(path, spec.scopes(), "conflicting scopes");
      }
    }
  }

  private static void checkSelector(
      ResourceQuotaSpec spec, ScopeSelector selector, FieldErrors errors) {
    Path path = SPEC.child("scopeSelector").child("matchExpressions");
    Set<String> scopes = new HashSet<>();
    for (ScopedResourceSelectorRequirement each : selector.matchExpressions()) {
      String scope = each.scopeName();
      if (!isScope(scope)) {
        errors.invalid(path.child("scopeName"), scope, "unsupported scope");
      }
      for (String name : new TreeSet<>(spec.hard().keySet())) {
        if (!ResourceNames.isInScope(name, scope)) {
          errors.invalid(
              path, FieldErrors.plain(selector), "unsupported scope applied to resource");
        }
      }
      if (WITHOUT_VALUES.contains(scope) && !each.operator().equals("Exists")) {
        errors.invalid(
            path.child("operator"),
            each.operator(),
            "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating,"
                + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
                + " ResourceQuotaScopeNotBestEffort or"
                + " ResourceQuotaScopeCrossNamespacePodAffinity");
      }
      checkValues(each, path, errors);
      scopes.add(scope);
    }
    checkContrary(scopes, path, spec, errors);
  }

  private static void checkValues(
      ScopedResourceSelectorRequirement requirement, Path path, FieldErrors errors) {
    switch (requirement.operator()) {
      case "In", "NotIn" -> {
        if (requirement.values().isEmpty()) {
          errors.required(
              path.child("values"),
              "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!requirement.values().isEmpty()) {
          errors.invalid(
              path.child("values"),
              requirement.values(),
              "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
      }
      default ->
          errors.invalid(
              path.child("operator"), requirement.operator(), "not a valid selector operator");
    }
  }
}
