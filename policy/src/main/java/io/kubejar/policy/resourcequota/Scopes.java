package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodAffinityTerm;
import io.kubejar.api.core.v1.ResourceQuotaSpec;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which objects a quota is about.
final class Scopes {
  private Scopes() {}

  /// All scopes of a quota; an object falls under it when each includes it.
  static List<ScopedResourceSelectorRequirement> of(ResourceQuotaSpec spec) {
    var all = new ArrayList<ScopedResourceSelectorRequirement>();
    for (String scope : spec.scopes()) {
      all.add(new ScopedResourceSelectorRequirement(scope, "Exists", List.of()));
    }
    if (spec.scopeSelector() != null) {
      all.addAll(spec.scopeSelector().matchExpressions());
    }
    return all;
  }

  static boolean includes(ScopedResourceSelectorRequirement scope, Pod pod) {
    Long deadline = pod.spec().activeDeadlineSeconds();
    boolean terminating = deadline != null && deadline >= 0;
    return switch (scope.scopeName()) {
      case "Terminating" -> terminating;
      case "NotTerminating" -> !terminating;
      case "BestEffort" -> isBestEffort(pod);
      case "NotBestEffort" -> !isBestEffort(pod);
      case "PriorityClass" -> {
        String name = pod.spec().priorityClassName();
        yield selects(scope, name.isEmpty() ? Set.of() : Set.of(name));
      }
      case "CrossNamespacePodAffinity" -> looksIntoOtherNamespaces(pod);
      default -> false;
    };
  }

  /// Whether a scope with an operator selects an object that has the names, or none.
  static boolean selects(ScopedResourceSelectorRequirement scope, Set<String> names) {
    return switch (scope.operator()) {
      case "In" -> scope.values().stream().anyMatch(names::contains);
      case "NotIn" -> names.isEmpty() || !scope.values().containsAll(names);
      case "Exists" -> !names.isEmpty();
      case "DoesNotExist" -> names.isEmpty();
      default -> false;
    };
  }

  private static boolean isBestEffort(Pod pod) {
    ResourceRequirements whole = pod.spec().resources();
    return (whole == null || asksForNothing(whole))
        && Stream.concat(pod.spec().containers().stream(), pod.spec().initContainers().stream())
            .map(Container::resources)
            .allMatch(Scopes::asksForNothing);
  }

  private static boolean asksForNothing(ResourceRequirements resources) {
    return isNothing(resources.requests()) && isNothing(resources.limits());
  }

  private static boolean isNothing(Map<String, Quantity> amounts) {
    return Stream.of("cpu", "memory")
        .allMatch(name -> amounts.getOrDefault(name, Quantity.ZERO).signum() <= 0);
  }

  private static boolean looksIntoOtherNamespaces(Pod pod) {
    Affinity affinity = pod.spec().affinity();
    if (affinity == null) {
      return false;
    }
    var terms = new ArrayList<PodAffinityTerm>();
    if (affinity.podAffinity() != null) {
      terms.addAll(affinity.podAffinity().requiredDuringSchedulingIgnoredDuringExecution());
      affinity
          .podAffinity()
          .preferredDuringSchedulingIgnoredDuringExecution()
          .forEach(each -> terms.add(each.podAffinityTerm()));
    }
    if (affinity.podAntiAffinity() != null) {
      terms.addAll(affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution());
      affinity
          .podAntiAffinity()
          .preferredDuringSchedulingIgnoredDuringExecution()
          .forEach(each -> terms.add(each.podAffinityTerm()));
    }
    return terms.stream()
        .anyMatch(term -> !term.namespaces().isEmpty() || term.namespaceSelector() != null);
  }
}
