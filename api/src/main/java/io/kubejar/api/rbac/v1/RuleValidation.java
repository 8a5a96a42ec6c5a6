package io.kubejar.api.rbac.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;

/// The rules for what roles grant.
final class RuleValidation {
  private RuleValidation() {}

  static void check(List<PolicyRule> rules, boolean namespaced, FieldErrors errors) {
    for (int i = 0; i < rules.size(); i++) {
      check(rules.get(i), namespaced, Path.of("rules").index(i), errors);
    }
  }

  private static void check(PolicyRule rule, boolean namespaced, Path path, FieldErrors errors) {
    if (rule.verbs().isEmpty()) {
      errors.required(path.child("verbs"), "verbs must contain at least one value");
    }
    if (!rule.nonResourceURLs().isEmpty()) {
      Path at = path.child("nonResourceURLs");
      if (namespaced) {
        errors.invalid(
            at, rule.nonResourceURLs(), "namespaced rules cannot apply to non-resource URLs");
      }
      if (!rule.apiGroups().isEmpty()
          || !rule.resources().isEmpty()
          || !rule.resourceNames().isEmpty()) {
        errors.invalid(
            at,
            rule.nonResourceURLs(),
            "rules cannot apply to both regular resources and non-resource URLs");
      }
      return;
    }
    if (rule.apiGroups().isEmpty()) {
      errors.required(path.child("apiGroups"), "resource rules must supply at least one api group");
    }
    if (rule.resources().isEmpty()) {
      errors.required(path.child("resources"), "resource rules must supply at least one resource");
    }
  }
}
