package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what says where a pod may run.
public final class PlacementValidation {
  static final List<String> TAINT_EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private PlacementValidation() {}

  static void checkAffinity(@Nullable Affinity affinity, Path path, FieldErrors errors) {
    if (affinity == null) {
      return;
    }
    NodeAffinity node = affinity.nodeAffinity();
    if (node != null) {
      checkNodeAffinity(node, path.child("nodeAffinity"), errors);
    }
    PodAffinity pod = affinity.podAffinity();
    if (pod != null) {
      checkTerms(
          pod.requiredDuringSchedulingIgnoredDuringExecution(),
          pod.preferredDuringSchedulingIgnoredDuringExecution(),
          path.child("podAffinity"),
          errors);
    }
    PodAntiAffinity anti = affinity.podAntiAffinity();
    if (anti != null) {
      checkTerms(
          anti.requiredDuringSchedulingIgnoredDuringExecution(),
          anti.preferredDuringSchedulingIgnoredDuringExecution(),
          path.child("podAntiAffinity"),
          errors);
    }
  }

  /// Reports what is wrong with a selector of nodes.
  public static void checkNodeSelector(NodeSelector selector, Path path, FieldErrors errors) {
    List<NodeSelectorTerm> terms = selector.nodeSelectorTerms();
    if (terms.isEmpty()) {
      errors.required(path.child("nodeSelectorTerms"), "must have at least one node selector term");
    }
    for (int i = 0; i < terms.size(); i++) {
      checkTerm(terms.get(i), path.child("nodeSelectorTerms").index(i), errors);
    }
  }

  /// Reports what is wrong with tolerations.
  public static void checkTolerations(List<Toleration> tolerations, Path path, FieldErrors errors) {
    for (int i = 0; i < tolerations.size(); i++) {
      Toleration toleration = tolerations.get(i);
      Path at = path.index(i);
      String operator = toleration.operator();
      if (!toleration.key().isEmpty()) {
        errors.invalid(at.child("key"), toleration.key(), Formats.qualifiedName(toleration.key()));
      } else if (!operator.equals("Exists")) {
        errors.invalid(
            at.child("operator"),
            operator,
            "operator must be Exists when `key` is empty, which means \"match all values and all"
                + " keys\"");
      }
      if (toleration.tolerationSeconds() != null && !toleration.effect().equals("NoExecute")) {
        errors.invalid(
            at.child("effect"),
            toleration.effect(),
            "effect must be 'NoExecute' when `tolerationSeconds` is set");
      }
      switch (operator) {
        case "", "Equal" ->
            errors.invalid(
                at.child("operator"), toleration.value(), Formats.labelValue(toleration.value()));
        case "Exists" -> {
          if (!toleration.value().isEmpty()) {
            errors.invalid(
                at.child("operator"),
                FieldErrors.plain(toleration),
                "value must be empty when `operator` is 'Exists'");
          }
        }
        default -> errors.notSupported(at.child("operator"), operator, List.of("Equal", "Exists"));
      }
      if (!toleration.effect().isEmpty() && !TAINT_EFFECTS.contains(toleration.effect())) {
        errors.notSupported(at.child("effect"), toleration.effect(), TAINT_EFFECTS);
      }
    }
  }

  static void checkSpread(
      List<TopologySpreadConstraint> constraints, Path path, FieldErrors errors) {
    List<String> actions = List.of("DoNotSchedule", "ScheduleAnyway");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < constraints.size(); i++) {
      TopologySpreadConstraint constraint = constraints.get(i);
      Path at = path.index(i);
      if (constraint.maxSkew() <= 0) {
        errors.invalid(at.child("maxSkew"), constraint.maxSkew(), "must be greater than zero");
      }
      checkTopologyKey(constraint.topologyKey(), at, errors);
      String action = constraint.whenUnsatisfiable();
      if (!actions.contains(action)) {
        errors.notSupported(at.child("whenUnsatisfiable"), action, actions);
      }
      String pair = "{" + constraint.topologyKey() + ", " + action + "}";
      if (!seen.add(pair)) {
        errors.duplicate(at.child("{topologyKey, whenUnsatisfiable}"), pair);
      }
      checkMinDomains(constraint, at.child("minDomains"), errors);
      checkInclusion(constraint.nodeAffinityPolicy(), at.child("nodeAffinityPolicy"), errors);
      checkInclusion(constraint.nodeTaintsPolicy(), at.child("nodeTaintsPolicy"), errors);
      LabelSelectorValidation.check(
          constraint.labelSelector(), false, at.child("labelSelector"), errors);
      Path keys = at.child("matchLabelKeys");
      checkLabels(constraint.matchLabelKeys(), constraint.labelSelector(), keys, errors);
      checkSelected(constraint.matchLabelKeys(), constraint.labelSelector(), keys, errors);
    }
  }

  /// Reports keys of labels that are to add to a selector that is not there.
  private static void checkLabels(
      List<String> keys, @Nullable LabelSelector selector, Path path, FieldErrors errors) {
    if (!keys.isEmpty() && selector == null) {
      errors.forbidden(path, "must not be specified when labelSelector is not set");
      return;
    }
    for (int i = 0; i < keys.size(); i++) {
      errors.invalid(path.index(i), keys.get(i), Formats.qualifiedName(keys.get(i)));
    }
  }

  /// Reports keys of labels that a selector has besides the requirement that was made of the key.
  private static void checkSelected(
      List<String> keys, @Nullable LabelSelector selector, Path path, FieldErrors errors) {
    if (selector == null) {
      return;
    }
    Set<String> selected = new HashSet<>(selector.matchLabels().keySet());
    for (LabelSelectorRequirement each : selector.matchExpressions()) {
      int index = keys.lastIndexOf(each.key());
      if (!selected.add(each.key()) && index >= 0) {
        errors.invalid(
            path.index(index), each.key(), "exists in both matchLabelKeys and labelSelector");
      }
    }
  }

  private static void checkMinDomains(
      TopologySpreadConstraint constraint, Path path, FieldErrors errors) {
    Integer domains = constraint.minDomains();
    if (domains == null) {
      return;
    }
    if (domains <= 0) {
      errors.invalid(path, domains, "must be greater than zero");
    }
    if (!constraint.whenUnsatisfiable().equals("DoNotSchedule")) {
      errors.invalid(
          path,
          domains,
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not "
              + constraint.whenUnsatisfiable());
    }
  }

  private static void checkInclusion(@Nullable String policy, Path path, FieldErrors errors) {
    if (policy != null && !policy.equals("Honor") && !policy.equals("Ignore")) {
      errors.notSupported(path, policy, List.of("Honor", "Ignore"));
    }
  }

  private static void checkNodeAffinity(NodeAffinity affinity, Path path, FieldErrors errors) {
    NodeSelector required = affinity.requiredDuringSchedulingIgnoredDuringExecution();
    if (required != null) {
      checkNodeSelector(
          required, path.child("requiredDuringSchedulingIgnoredDuringExecution"), errors);
    }
    List<PreferredSchedulingTerm> preferred =
        affinity.preferredDuringSchedulingIgnoredDuringExecution();
    for (int i = 0; i < preferred.size(); i++) {
      Path at = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(i);
      checkWeight(preferred.get(i).weight(), at, errors);
      checkTerm(preferred.get(i).preference(), at.child("preference"), errors);
    }
  }

  private static void checkTerm(NodeSelectorTerm term, Path path, FieldErrors errors) {
    for (int i = 0; i < term.matchExpressions().size(); i++) {
      NodeSelectorRequirement each = term.matchExpressions().get(i);
      Path at = path.child("matchExpressions").index(i);
      checkOperator(each, at, errors);
      errors.invalid(at.child("key"), each.key(), Formats.qualifiedName(each.key()));
    }
    for (int i = 0; i < term.matchFields().size(); i++) {
      checkField(term.matchFields().get(i), path.child("matchFields").index(i), errors);
    }
  }

  private static void checkOperator(
      NodeSelectorRequirement requirement, Path path, FieldErrors errors) {
    int values = requirement.values().size();
    switch (requirement.operator()) {
      case "In", "NotIn" -> {
        if (values == 0) {
          errors.required(
              path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values > 0) {
          errors.forbidden(
              path.child("values"),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (values != 1) {
          errors.required(
              path.child("values"),
              "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      default ->
          errors.invalid(
              path.child("operator"), requirement.operator(), "not a valid selector operator");
    }
  }

  private static void checkField(
      NodeSelectorRequirement requirement, Path path, FieldErrors errors) {
    switch (requirement.operator()) {
      case "In", "NotIn" -> {
        if (requirement.values().size() != 1) {
          errors.required(
              path.child("values"),
              "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
      }
      default ->
          errors.invalid(
              path.child("operator"), requirement.operator(), "not a valid selector operator");
    }
    if (requirement.key().equals("metadata.name")) {
      for (int i = 0; i < requirement.values().size(); i++) {
        String value = requirement.values().get(i);
        errors.invalid(path.child("values").index(i), value, Formats.dnsSubdomain(value));
      }
    } else {
      errors.invalid(path.child("key"), requirement.key(), "not a valid field selector key");
    }
  }

  private static void checkTerms(
      List<PodAffinityTerm> required,
      List<WeightedPodAffinityTerm> preferred,
      Path path,
      FieldErrors errors) {
    for (int i = 0; i < required.size(); i++) {
      checkTerm(
          required.get(i),
          path.child("requiredDuringSchedulingIgnoredDuringExecution").index(i),
          errors);
    }
    for (int i = 0; i < preferred.size(); i++) {
      Path at = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(i);
      checkWeight(preferred.get(i).weight(), at, errors);
      checkTerm(preferred.get(i).podAffinityTerm(), at.child("podAffinityTerm"), errors);
    }
  }

  private static void checkTerm(PodAffinityTerm term, Path path, FieldErrors errors) {
    LabelSelectorValidation.check(term.labelSelector(), false, path.child("labelSelector"), errors);
    LabelSelectorValidation.check(
        term.namespaceSelector(), false, path.child("namespaceSelector"), errors);
    for (String name : term.namespaces()) {
      errors.invalid(path.child("namespace"), name, Formats.dnsLabel(name));
    }
    checkTopologyKey(term.topologyKey(), path, errors);
    Path match = path.child("matchLabelKeys");
    checkLabels(term.matchLabelKeys(), term.labelSelector(), match, errors);
    checkLabels(
        term.mismatchLabelKeys(), term.labelSelector(), path.child("mismatchLabelKeys"), errors);
    checkSelected(term.matchLabelKeys(), term.labelSelector(), path, errors);
    for (int i = 0; i < term.matchLabelKeys().size(); i++) {
      String key = term.matchLabelKeys().get(i);
      if (term.mismatchLabelKeys().contains(key)) {
        errors.invalid(match.index(i), key, "exists in both matchLabelKeys and mismatchLabelKeys");
      }
    }
  }

  private static void checkTopologyKey(String key, Path path, FieldErrors errors) {
    if (key.isEmpty()) {
      errors.required(path.child("topologyKey"), "can not be empty");
    } else {
      errors.invalid(path.child("topologyKey"), key, Formats.qualifiedName(key));
    }
  }

  private static void checkWeight(int weight, Path path, FieldErrors errors) {
    if (weight <= 0 || weight > 100) {
      errors.invalid(path.child("weight"), weight, "must be in the range 1-100");
    }
  }
}
