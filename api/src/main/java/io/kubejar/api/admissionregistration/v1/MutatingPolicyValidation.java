package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for policies that mutate.
final class MutatingPolicyValidation {
  private static final String APPLY = "ApplyConfiguration";
  private static final String PATCH = "JSONPatch";
  private static final List<String> PATCH_TYPES = List.of(APPLY, PATCH);
  private static final List<String> REINVOCATION_POLICIES = List.of("IfNeeded", "Never");

  private MutatingPolicyValidation() {}

  static void check(MutatingAdmissionPolicySpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    PolicyValidation.checkFailurePolicy(spec.failurePolicy(), path.child("failurePolicy"), errors);
    PolicyValidation.check(spec.paramKind(), path.child("paramKind"), errors);
    Path match = path.child("matchConstraints");
    MatchValidation.checkConstraints(spec.matchConstraints(), match, errors);
    MatchValidation.checkMutable(spec.matchConstraints(), match, errors);
    MatchValidation.checkConditions(spec.matchConditions(), path.child("matchConditions"), errors);
    PolicyValidation.checkVariables(spec.variables(), path.child("variables"), errors);
    if (spec.mutations().isEmpty()) {
      errors.required(path.child("mutations"), "mutations must contain at least one item");
    }
    for (int i = 0; i < spec.mutations().size(); i++) {
      check(spec.mutations().get(i), path.child("mutations").index(i), errors);
    }
    String again = spec.reinvocationPolicy();
    if (again.isEmpty()) {
      errors.required(path.child("reinvocationPolicy"));
    } else if (!REINVOCATION_POLICIES.contains(again)) {
      errors.notSupported(path.child("reinvocationPolicy"), again, REINVOCATION_POLICIES);
    }
  }

  private static void check(Mutation mutation, Path path, FieldErrors errors) {
    ApplyConfiguration apply = mutation.applyConfiguration();
    JSONPatch patch = mutation.jsonPatch();
    Path applyAt = path.child("applyConfiguration");
    Path patchAt = path.child("jsonPatch");
    switch (mutation.patchType()) {
      case APPLY -> {
        checkExpression(apply == null ? null : apply.expression(), APPLY, applyAt, errors);
        checkAbsent(patch, APPLY, patchAt, errors);
      }
      case PATCH -> {
        checkExpression(patch == null ? null : patch.expression(), PATCH, patchAt, errors);
        checkAbsent(apply, PATCH, applyAt, errors);
      }
      case "" -> errors.required(path.child("patchType"));
      default -> errors.notSupported(path.child("patchType"), mutation.patchType(), PATCH_TYPES);
    }
  }

  private static void checkExpression(
      @Nullable String expression, String type, Path path, FieldErrors errors) {
    if (expression == null) {
      errors.required(path, "must be specified when patchType is " + type);
    } else if (expression.isBlank()) {
      errors.required(path.child("expression"), "expression is not specified");
    }
  }

  private static void checkAbsent(
      @Nullable Record part, String type, Path path, FieldErrors errors) {
    if (part != null) {
      errors.invalid(
          path, FieldErrors.plain(part), "must not be specified when patchType is " + type);
    }
  }
}
