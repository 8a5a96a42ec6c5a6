package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for how fast an autoscaler scales in one direction.
final class ScalingRuleValidation {
  private static final int LONGEST_WINDOW = 3600;
  private static final int LONGEST_PERIOD = 1800;
  private static final List<String> SELECTIONS = List.of("Disabled", "Max", "Min");
  private static final List<String> POLICY_TYPES = List.of("Percent", "Pods");

  private ScalingRuleValidation() {}

  static void check(@Nullable HPAScalingRules rules, Path path, FieldErrors errors) {
    if (rules == null) {
      return;
    }
    Integer window = rules.stabilizationWindowSeconds();
    if (window != null && window < 0) {
      errors.invalid(
          path.child("stabilizationWindowSeconds"),
          window,
          "must be greater than or equal to zero");
    }
    if (window != null && window > LONGEST_WINDOW) {
      errors.invalid(
          path.child("stabilizationWindowSeconds"),
          window,
          "must be less than or equal to " + LONGEST_WINDOW);
    }
    String selection = rules.selectPolicy();
    if (selection != null && !SELECTIONS.contains(selection)) {
      errors.notSupported(path.child("selectPolicy"), selection, SELECTIONS);
    }
    Path policies = path.child("policies");
    if (rules.policies().isEmpty()) {
      errors.required(policies, "must specify at least one Policy");
    }
    for (int i = 0; i < rules.policies().size(); i++) {
      check(rules.policies().get(i), policies.index(i), errors);
    }
    Quantity tolerance = rules.tolerance();
    if (tolerance != null && tolerance.signum() < 0) {
      errors.invalid(path.child("tolerance"), tolerance, "must be greater than or equal to 0");
    }
  }

  private static void check(HPAScalingPolicy policy, Path path, FieldErrors errors) {
    if (!POLICY_TYPES.contains(policy.type())) {
      errors.notSupported(path.child("type"), policy.type(), POLICY_TYPES);
    }
    if (policy.value() <= 0) {
      errors.invalid(path.child("value"), policy.value(), "must be greater than zero");
    }
    if (policy.periodSeconds() <= 0) {
      errors.invalid(
          path.child("periodSeconds"), policy.periodSeconds(), "must be greater than zero");
    }
    if (policy.periodSeconds() > LONGEST_PERIOD) {
      errors.invalid(
          path.child("periodSeconds"),
          policy.periodSeconds(),
          "must be less than or equal to " + LONGEST_PERIOD);
    }
  }
}
