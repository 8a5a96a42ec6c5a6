package io.kubejar.policy.rbac;

import io.kubejar.api.rbac.v1.PolicyRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds out what of some rules is not granted by others.
final class RuleCover {
  private RuleCover() {}

  /// The parts of `wanted` that `held` does not grant, each as text, in alphabetic order.
  static List<String> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
    Map<String, PolicyRule> gathered = new LinkedHashMap<>();
    for (PolicyRule rule : wanted) {
      for (PolicyRule atom : atoms(rule)) {
        if (held.stream().noneMatch(owner -> covers(owner, atom))) {
          // Atoms that differ in their verb only are told as one.
          gathered.merge(
              atom.apiGroups()
                  + "|"
                  + atom.resources()
                  + "|"
                  + atom.resourceNames()
                  + "|"
                  + atom.nonResourceURLs(),
              atom,
              RuleCover::withVerbs);
        }
      }
    }
    return gathered.values().stream().map(RuleCover::text).distinct().sorted().toList();
  }

  static boolean coversAll(List<PolicyRule> held, List<PolicyRule> wanted) {
    return missing(held, wanted).isEmpty();
  }

  private static PolicyRule withVerbs(PolicyRule first, PolicyRule second) {
    var verbs = new ArrayList<>(first.verbs());
    for (String verb : second.verbs()) {
      if (!verbs.contains(verb)) {
        verbs.add(verb);
      }
    }
    return first.with(draft -> draft.verbs(verbs));
  }

  /// A rule as rules of one group, resource, name and verb each.
  private static List<PolicyRule> atoms(PolicyRule rule) {
    var atoms = new ArrayList<PolicyRule>();
    for (String verb : rule.verbs()) {
      for (String path : rule.nonResourceURLs()) {
        atoms.add(PolicyRule.builder().verbs(verb).nonResourceURLs(path).build());
      }
      for (String group : rule.apiGroups()) {
        for (String resource : rule.resources()) {
          var atom = PolicyRule.builder().verbs(verb).apiGroups(group).resources(resource);
          if (rule.resourceNames().isEmpty()) {
            atoms.add(atom.build());
          }
          for (String name : rule.resourceNames()) {
            atoms.add(atom.resourceNames(name).build());
          }
        }
      }
    }
    return atoms;
  }

  private static boolean covers(PolicyRule owner, PolicyRule atom) {
    if (!has(owner.verbs(), atom.verbs().getFirst())) {
      return false;
    }
    if (!atom.nonResourceURLs().isEmpty()) {
      String path = atom.nonResourceURLs().getFirst();
      return owner.nonResourceURLs().stream()
          .anyMatch(
              held ->
                  held.equals(path)
                      || (held.endsWith("*")
                          && path.startsWith(held.substring(0, held.length() - 1))));
    }
    return has(owner.apiGroups(), atom.apiGroups().getFirst())
        && hasResource(owner.resources(), atom.resources().getFirst())
        && (owner.resourceNames().isEmpty()
            || (!atom.resourceNames().isEmpty()
                && owner.resourceNames().contains(atom.resourceNames().getFirst())));
  }

  private static boolean has(List<String> held, String wanted) {
    return held.contains("*") || held.contains(wanted);
  }

  private static boolean hasResource(List<String> held, String wanted) {
    int slash = wanted.indexOf('/');
    return has(held, wanted) || (slash > 0 && held.contains("*" + wanted.substring(slash)));
  }

  private static String text(PolicyRule rule) {
    var parts = new ArrayList<String>();
    add(parts, "APIGroups", rule.apiGroups());
    add(parts, "Resources", rule.resources());
    add(parts, "NonResourceURLs", rule.nonResourceURLs());
    add(parts, "ResourceNames", rule.resourceNames());
    add(parts, "Verbs", rule.verbs());
    return "{" + String.join(", ", parts) + "}";
  }

  private static void add(List<String> parts, String name, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + ":" + quoted(values));
    }
  }

  /// `["a" "b"]`, as upstream writes lists.
  static String quoted(List<String> values) {
    return "[" + String.join(" ", values.stream().map(value -> '"' + value + '"').toList()) + "]";
  }
}
