package io.kubejar.api.batch.v1;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules for what makes a job fail or succeed before all its pods have ended.
final class JobPolicyValidation {
  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final int MAX_RULES = 20;
  private static final int MAX_CONDITIONS = 20;
  private static final int MAX_CODES = 255;
  private static final int MAX_INDEXES = 64 * 1024;

  private JobPolicyValidation() {}

  static void checkFailure(PodFailurePolicy policy, JobSpec spec, Path path, FieldErrors errors) {
    List<PodFailurePolicyRule> rules = policy.rules();
    if (rules.size() > MAX_RULES) {
      errors.tooMany(path, rules.size(), MAX_RULES);
    }
    PodSpec pod = spec.template().spec();
    Set<String> containers =
        Stream.concat(pod.containers().stream(), pod.initContainers().stream())
            .map(Container::name)
            .collect(Collectors.toSet());
    for (int i = 0; i < rules.size(); i++) {
      PodFailurePolicyRule rule = rules.get(i);
      Path at = path.index(i);
      checkAction(rule.action(), spec, at.child("action"), errors);
      PodFailurePolicyOnExitCodesRequirement codes = rule.onExitCodes();
      if (codes != null) {
        checkCodes(codes, containers, at.child("onExitCodes"), errors);
      }
      checkConditions(rule.onPodConditions(), at.child("onPodConditions"), errors);
      boolean conditions = !rule.onPodConditions().isEmpty();
      if (codes != null && conditions) {
        errors.invalid(
            at,
            new FieldErrors.Json(
                "specifying both OnExitCodes and OnPodConditions is not supported"),
            "");
      } else if (codes == null && !conditions) {
        errors.invalid(
            at,
            new FieldErrors.Json("specifying one of OnExitCodes and OnPodConditions is required"),
            "");
      }
    }
  }

  private static void checkAction(String action, JobSpec spec, Path path, FieldErrors errors) {
    checkOneOf(action, ACTIONS, path, errors);
    if (action.equals("FailIndex") && spec.backoffLimitPerIndex() == null) {
      errors.invalid(path, action, "requires the backoffLimitPerIndex to be set");
    }
  }

  private static void checkOneOf(
      String value, List<String> supported, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(
          path,
          supported.stream()
              .map(each -> '"' + each + '"')
              .collect(Collectors.joining(" ", "valid values: [", "]")));
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }

  private static void checkCodes(
      PodFailurePolicyOnExitCodesRequirement codes,
      Set<String> containers,
      Path path,
      FieldErrors errors) {
    checkOneOf(codes.operator(), OPERATORS, path.child("operator"), errors);
    String container = codes.containerName();
    if (container != null && !containers.contains(container)) {
      errors.invalid(
          path.child("containerName"),
          container,
          "must be one of the container or initContainer names in the pod template");
    }
    List<Integer> values = codes.values();
    Path at = path.child("values");
    if (values.isEmpty()) {
      errors.invalid(at, values, "at least one value is required");
    } else if (values.size() > MAX_CODES) {
      errors.tooMany(at, values.size(), MAX_CODES);
    }
    Set<Integer> seen = new HashSet<>();
    boolean ordered = true;
    for (int i = 0; i < values.size(); i++) {
      int value = values.get(i);
      if (value == 0 && codes.operator().equals("In")) {
        errors.invalid(at.index(i), value, "must not be 0 for the In operator");
      }
      if (!seen.add(value)) {
        errors.duplicate(at.index(i), value);
      }
      ordered &= i == 0 || values.get(i - 1) <= value;
    }
    if (!ordered) {
      errors.invalid(at, values, "must be ordered");
    }
  }

  private static void checkConditions(
      List<PodFailurePolicyOnPodConditionsPattern> patterns, Path path, FieldErrors errors) {
    if (patterns.size() > MAX_CONDITIONS) {
      errors.tooMany(path, patterns.size(), MAX_CONDITIONS);
    }
    for (int i = 0; i < patterns.size(); i++) {
      PodFailurePolicyOnPodConditionsPattern pattern = patterns.get(i);
      Path at = path.index(i);
      errors.invalid(at.child("type"), pattern.type(), Formats.qualifiedName(pattern.type()));
      checkOneOf(pattern.status(), STATUSES, at.child("status"), errors);
    }
  }

  static void checkSuccess(SuccessPolicy policy, JobSpec spec, Path path, FieldErrors errors) {
    if (!"Indexed".equals(spec.completionMode())) {
      errors.invalid(path, FieldErrors.plain(policy), "requires indexed completion mode");
      return;
    }
    List<SuccessPolicyRule> rules = policy.rules();
    Path at = path.child("rules");
    if (rules.isEmpty()) {
      errors.required(
          at, "at least one rules must be specified when the successPolicy is specified");
    }
    if (rules.size() > MAX_RULES) {
      errors.tooMany(at, rules.size(), MAX_RULES);
    }
    Integer completions = spec.completions();
    for (int i = 0; i < rules.size(); i++) {
      checkSuccess(rules.get(i), completions == null ? 0 : completions, at.index(i), errors);
    }
  }

  private static void checkSuccess(
      SuccessPolicyRule rule, int completions, Path path, FieldErrors errors) {
    Integer count = rule.succeededCount();
    String text = rule.succeededIndexes();
    if (count == null && text == null) {
      errors.required(path, "at least one of succeededCount or succeededIndexes must be specified");
    }
    int indexes = 0;
    if (text != null) {
      Path at = path.child("succeededIndexes");
      if (text.length() > MAX_INDEXES) {
        errors.tooLong(at, MAX_INDEXES);
      }
      try {
        indexes = JobIndexes.count(text, completions);
      } catch (IllegalArgumentException e) {
        errors.invalid(at, text, "error parsing succeededIndexes: " + e.getMessage());
      }
    }
    if (count == null) {
      return;
    }
    Path at = path.child("succeededCount");
    errors.nonNegative(at, count);
    if (count > completions) {
      errors.invalid(
          at,
          count,
          "must be less than or equal to %d (the number of specified completions)"
              .formatted(completions));
    }
    if (text != null && count > indexes) {
      errors.invalid(
          at,
          count,
          "must be less than or equal to %d (the number of indexes in the specified succeededIndexes field)"
              .formatted(indexes));
    }
  }
}
