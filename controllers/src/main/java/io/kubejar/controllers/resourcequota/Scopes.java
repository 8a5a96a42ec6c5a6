package io.kubejar.controllers.resourcequota;

import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodAffinityTerm;
import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.ScopeSelector;
import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.api.core.v1.WeightedPodAffinityTerm;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which pods a quota is about.
final class Scopes {
  private Scopes() {}

  /// Whether the quota is about some objects only, which no kind but pods can be.
  static boolean areLimited(ResourceQuota quota) {
    ScopeSelector selector = quota.spec().scopeSelector();
    return !quota.spec().scopes().isEmpty()
        || (selector != null && !selector.matchExpressions().isEmpty());
  }

  static boolean include(ResourceQuota quota, Pod pod) {
    ScopeSelector selector = quota.spec().scopeSelector();
    return quota.spec().scopes().stream().allMatch(scope -> is(scope, pod))
        && (selector == null
            || selector.matchExpressions().stream().allMatch(each -> matches(each, pod)));
  }

  private static boolean matches(ScopedResourceSelectorRequirement requirement, Pod pod) {
    if (!requirement.scopeName().equals("PriorityClass")) {
      boolean holds = is(requirement.scopeName(), pod);
      return requirement.operator().equals("DoesNotExist") != holds;
    }
    String name = pod.spec().priorityClassName();
    List<String> values = requirement.values();
    return switch (requirement.operator()) {
      case "In" -> values.contains(name);
      case "NotIn" -> !values.contains(name);
      case "Exists" -> !name.isEmpty();
      case "DoesNotExist" -> name.isEmpty();
      default -> false;
    };
  }

  private static boolean is(String scope, Pod pod) {
    return switch (scope) {
      case "Terminating" -> pod.spec().activeDeadlineSeconds() != null;
      case "NotTerminating" -> pod.spec().activeDeadlineSeconds() == null;
      case "BestEffort" -> isBestEffort(pod);
      case "NotBestEffort" -> !isBestEffort(pod);
      case "PriorityClass" -> !pod.spec().priorityClassName().isEmpty();
      case "CrossNamespacePodAffinity" -> looksAcrossNamespaces(pod.spec().affinity());
      default -> false;
    };
  }

  private static boolean isBestEffort(Pod pod) {
    String qos = pod.status().qosClass();
    return qos.isEmpty()
        ? PodUsage.requests(pod).isEmpty() && PodUsage.limits(pod).isEmpty()
        : qos.equals("BestEffort");
  }

  private static boolean looksAcrossNamespaces(@Nullable Affinity affinity) {
    if (affinity == null) {
      return false;
    }
    var together = affinity.podAffinity();
    var apart = affinity.podAntiAffinity();
    Stream<PodAffinityTerm> required =
        Stream.concat(
            together == null
                ? Stream.empty()
                : together.requiredDuringSchedulingIgnoredDuringExecution().stream(),
            apart == null
                ? Stream.empty()
                : apart.requiredDuringSchedulingIgnoredDuringExecution().stream());
    Stream<WeightedPodAffinityTerm> preferred =
        Stream.concat(
            together == null
                ? Stream.empty()
                : together.preferredDuringSchedulingIgnoredDuringExecution().stream(),
            apart == null
                ? Stream.empty()
                : apart.preferredDuringSchedulingIgnoredDuringExecution().stream());
    return Stream.concat(required, preferred.map(WeightedPodAffinityTerm::podAffinityTerm))
        .anyMatch(term -> !term.namespaces().isEmpty() || term.namespaceSelector() != null);
  }
}
