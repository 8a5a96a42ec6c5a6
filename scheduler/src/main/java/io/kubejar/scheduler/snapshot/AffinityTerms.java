package io.kubejar.scheduler.snapshot;

import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodAffinityTerm;
import io.kubejar.api.core.v1.WeightedPodAffinityTerm;
import io.kubejar.wire.select.Labels;
import io.kubejar.wire.select.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A pod's affinity to other pods with its selectors parsed.
///
/// @param required places where matching pods must be
/// @param requiredAnti places where matching pods must not be
/// @param preferred places where matching pods are liked, with their weights
/// @param preferredAnti places where matching pods are disliked, with their weights
public record AffinityTerms(
    List<Term> required, List<Term> requiredAnti, List<Term> preferred, List<Term> preferredAnti) {
  static final AffinityTerms NONE = new AffinityTerms(List.of(), List.of(), List.of(), List.of());

  /// One term.
  ///
  /// @param namespaces the namespaces it names
  /// @param namespaceSelector selects further namespaces by their labels, or null
  /// @param selector selects the pods
  /// @param topologyKey the node label whose values are the places
  /// @param weight how much it counts when it is a preference
  public record Term(
      Set<String> namespaces,
      @Nullable Labels namespaceSelector,
      Labels selector,
      String topologyKey,
      int weight) {
    /// Whether the term is about a pod.
    public boolean matches(Pod pod, NamespaceLabels namespaceLabels) {
      String namespace = pod.metadata().namespace();
      boolean inNamespace =
          namespaces.contains(namespace)
              || namespaceSelector != null
                  && namespaceSelector.matches(namespaceLabels.of(namespace));
      return inNamespace && selector.matches(pod.metadata().labels());
    }
  }

  /// Gives the labels of a namespace.
  public interface NamespaceLabels {
    Map<String, String> of(String namespace);
  }

  static AffinityTerms of(Pod pod, Affinity affinity) {
    var to = affinity.podAffinity();
    var from = affinity.podAntiAffinity();
    return new AffinityTerms(
        to == null ? List.of() : all(pod, to.requiredDuringSchedulingIgnoredDuringExecution()),
        from == null ? List.of() : all(pod, from.requiredDuringSchedulingIgnoredDuringExecution()),
        to == null
            ? List.of()
            : weighted(pod, to.preferredDuringSchedulingIgnoredDuringExecution()),
        from == null
            ? List.of()
            : weighted(pod, from.preferredDuringSchedulingIgnoredDuringExecution()));
  }

  private static List<Term> all(Pod pod, List<PodAffinityTerm> terms) {
    List<Term> parsed = new ArrayList<>(terms.size());
    for (PodAffinityTerm term : terms) {
      parsed.add(term(pod, term, 0));
    }
    return List.copyOf(parsed);
  }

  private static List<Term> weighted(Pod pod, List<WeightedPodAffinityTerm> terms) {
    List<Term> parsed = new ArrayList<>(terms.size());
    for (WeightedPodAffinityTerm term : terms) {
      parsed.add(term(pod, term.podAffinityTerm(), term.weight()));
    }
    return List.copyOf(parsed);
  }

  private static Term term(Pod pod, PodAffinityTerm term, int weight) {
    boolean own = term.namespaces().isEmpty() && term.namespaceSelector() == null;
    Labels selector =
        term.labelSelector() == null ? Labels.nothing() : Labels.of(term.labelSelector());
    selector = byKeys(selector, pod, term.matchLabelKeys(), Requirement.Operator.IN);
    selector = byKeys(selector, pod, term.mismatchLabelKeys(), Requirement.Operator.NOT_IN);
    return new Term(
        own ? Set.of(pod.metadata().namespace()) : Set.copyOf(term.namespaces()),
        term.namespaceSelector() == null ? null : Labels.of(term.namespaceSelector()),
        selector,
        term.topologyKey(),
        weight);
  }

  /// A selector that also compares labels with those of the pod itself.
  public static Labels byKeys(
      Labels selector, Pod pod, List<String> keys, Requirement.Operator operator) {
    Labels narrowed = selector;
    for (String key : keys) {
      String value = pod.metadata().labels().get(key);
      if (value != null) {
        narrowed = narrowed.and(Requirement.of(key, operator, List.of(value)));
      }
    }
    return narrowed;
  }
}
