package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns `matchLabelKeys` and `mismatchLabelKeys` of a new pod into requirements on the values that
/// the pod's own labels have, so that whoever reads its selectors need not know of the keys.
///
/// @see <a href="https://kep.k8s.io/3243">KEP-3243</a>, <a
///   href="https://kep.k8s.io/3633">KEP-3633</a>
final class LabelKeys {
  private LabelKeys() {}

  static PodSpec merged(PodSpec spec, Map<String, String> labels) {
    Affinity affinity = spec.affinity();
    boolean spread =
        spec.topologySpreadConstraints().stream()
            .anyMatch(each -> !each.matchLabelKeys().isEmpty());
    if (labels.isEmpty() || (affinity == null && !spread)) {
      return spec;
    }
    return spec.with(
        draft -> {
          if (spread) {
            draft.topologySpreadConstraints(
                spec.topologySpreadConstraints().stream()
                    .map(each -> merged(each, labels))
                    .toList());
          }
          if (affinity != null) {
            draft.affinity(merged(affinity, labels));
          }
        });
  }

  private static TopologySpreadConstraint merged(
      TopologySpreadConstraint constraint, Map<String, String> labels) {
    LabelSelector selector =
        merged(constraint.labelSelector(), constraint.matchLabelKeys(), List.of(), labels);
    return constraint.with(draft -> draft.labelSelector(selector));
  }

  private static Affinity merged(Affinity affinity, Map<String, String> labels) {
    PodAffinity near = affinity.podAffinity();
    PodAntiAffinity apart = affinity.podAntiAffinity();
    return affinity.with(
        draft -> {
          if (near != null) {
            draft.podAffinity(
                new PodAffinity(
                    terms(near.requiredDuringSchedulingIgnoredDuringExecution(), labels),
                    weighted(near.preferredDuringSchedulingIgnoredDuringExecution(), labels)));
          }
          if (apart != null) {
            draft.podAntiAffinity(
                new PodAntiAffinity(
                    terms(apart.requiredDuringSchedulingIgnoredDuringExecution(), labels),
                    weighted(apart.preferredDuringSchedulingIgnoredDuringExecution(), labels)));
          }
        });
  }

  private static List<PodAffinityTerm> terms(
      List<PodAffinityTerm> terms, Map<String, String> labels) {
    return terms.stream().map(each -> merged(each, labels)).toList();
  }

  private static List<WeightedPodAffinityTerm> weighted(
      List<WeightedPodAffinityTerm> terms, Map<String, String> labels) {
    return terms.stream()
        .map(
            each ->
                new WeightedPodAffinityTerm(each.weight(), merged(each.podAffinityTerm(), labels)))
        .toList();
  }

  private static PodAffinityTerm merged(PodAffinityTerm term, Map<String, String> labels) {
    LabelSelector selector =
        merged(term.labelSelector(), term.matchLabelKeys(), term.mismatchLabelKeys(), labels);
    return term.with(draft -> draft.labelSelector(selector));
  }

  private static @Nullable LabelSelector merged(
      @Nullable LabelSelector selector,
      List<String> same,
      List<String> other,
      Map<String, String> labels) {
    if (selector == null) {
      return null;
    }
    List<LabelSelectorRequirement> requirements = new ArrayList<>(selector.matchExpressions());
    add(requirements, same, "In", labels);
    add(requirements, other, "NotIn", labels);
    return requirements.size() == selector.matchExpressions().size()
        ? selector
        : new LabelSelector(selector.matchLabels(), requirements);
  }

  private static void add(
      List<LabelSelectorRequirement> requirements,
      List<String> keys,
      String operator,
      Map<String, String> labels) {
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        requirements.add(new LabelSelectorRequirement(key, operator, List.of(value)));
      }
    }
  }
}
