package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for when containers start again: after they ended, and for other resources.
final class RestartValidation {
  private static final List<String> POLICIES = List.of("Always", "Never", "OnFailure");
  private static final List<String> ACTIONS = List.of("Restart", "RestartAllContainers");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> ON_RESIZE = List.of("NotRequired", "RestartContainer");
  private static final List<String> RESIZABLE = List.of("cpu", "memory");
  private static final int MAX_RULES = 20;
  private static final int MAX_CODES = 255;

  private RestartValidation() {}

  static void check(
      @Nullable String policy, List<ContainerRestartRule> rules, Path path, FieldErrors errors) {
    if (policy != null && !POLICIES.contains(policy)) {
      errors.notSupported(path.child("restartPolicy"), policy, POLICIES);
    }
    if (!rules.isEmpty() && policy == null) {
      errors.required(
          path.child("restartPolicy"), "must specify restartPolicy when restart rules are used");
    }
    Path at = path.child("restartPolicyRules");
    if (rules.size() > MAX_RULES) {
      errors.tooMany(at, rules.size(), MAX_RULES);
    }
    for (int i = 0; i < rules.size(); i++) {
      checkRule(rules.get(i), at.index(i), errors);
    }
  }

  private static void checkRule(ContainerRestartRule rule, Path path, FieldErrors errors) {
    if (!ACTIONS.contains(rule.action())) {
      errors.notSupported(path.child("action"), rule.action(), ACTIONS);
    }
    ContainerRestartRuleOnExitCodes codes = rule.exitCodes();
    Path at = path.child("exitCodes");
    if (codes == null) {
      errors.required(at, "must be specified");
      return;
    }
    if (!OPERATORS.contains(codes.operator())) {
      errors.notSupported(at.child("operator"), codes.operator(), OPERATORS);
    }
    if (codes.values().size() > MAX_CODES) {
      errors.tooMany(at.child("values"), codes.values().size(), MAX_CODES);
    }
  }

  /// Reports policies for other resources that no container can follow.
  static void checkResize(
      List<ContainerResizePolicy> policies, String ofPod, Path path, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policies.size(); i++) {
      String resource = policies.get(i).resourceName();
      String policy = policies.get(i).restartPolicy();
      if (!names.add(resource)) {
        errors.duplicate(path.index(i), resource);
      }
      checkOneOf(resource, RESIZABLE, path, errors);
      checkOneOf(policy, ON_RESIZE, path, errors);
      if (ofPod.equals("Never") && !policy.equals("NotRequired")) {
        errors.invalid(path, policy, "must be 'NotRequired' when `restartPolicy` is 'Never'");
      }
    }
  }

  private static void checkOneOf(
      String value, List<String> supported, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }
}
