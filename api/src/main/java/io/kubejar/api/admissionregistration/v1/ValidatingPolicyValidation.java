package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for policies that validate.
final class ValidatingPolicyValidation {
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");
  private static final int MAX_AUDIT_ANNOTATIONS = 20;
  private static final int MAX_VALUE_EXPRESSION = 5 * 1024;

  private ValidatingPolicyValidation() {}

  static void check(ValidatingAdmissionPolicy policy, FieldErrors errors) {
    ValidatingAdmissionPolicySpec spec = policy.spec();
    Path path = Path.of("spec");
    PolicyValidation.checkFailurePolicy(spec.failurePolicy(), path.child("failurePolicy"), errors);
    PolicyValidation.check(spec.paramKind(), path.child("paramKind"), errors);
    MatchValidation.checkConstraints(
        spec.matchConstraints(), path.child("matchConstraints"), errors);
    MatchValidation.checkConditions(spec.matchConditions(), path.child("matchConditions"), errors);
    PolicyValidation.checkVariables(spec.variables(), path.child("variables"), errors);
    if (spec.validations().isEmpty() && spec.auditAnnotations().isEmpty()) {
      String detail = "validations or auditAnnotations must contain at least one item";
      errors.required(path.child("validations"), detail);
      errors.required(path.child("auditAnnotations"), detail);
      return;
    }
    for (int i = 0; i < spec.validations().size(); i++) {
      check(spec.validations().get(i), path.child("validations").index(i), errors);
    }
    checkAuditAnnotations(
        policy.metadata().name(), spec.auditAnnotations(), path.child("auditAnnotations"), errors);
  }

  private static void check(Validation rule, Path path, FieldErrors errors) {
    if (rule.expression().isBlank()) {
      errors.required(path.child("expression"), "expression is not specified");
    }
    if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
      errors.invalid(
          path.child("messageExpression"),
          rule.messageExpression(),
          "must be non-empty if specified");
    }
    String message = rule.message().strip();
    if (!rule.message().isEmpty() && message.isEmpty()) {
      errors.invalid(
          path.child("message"), rule.message(), "message must be non-empty if specified");
    } else if (hasLineBreak(message)) {
      errors.invalid(path.child("message"), rule.message(), "must not contain line breaks");
    } else if (hasLineBreak(rule.expression().strip()) && message.isEmpty()) {
      errors.required(
          path.child("message"), "message must be specified if expression contains line breaks");
    }
    String reason = rule.reason();
    if (reason != null && !REASONS.contains(reason)) {
      errors.notSupported(path.child("reason"), reason, REASONS);
    }
  }

  private static boolean hasLineBreak(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  private static void checkAuditAnnotations(
      String policy, List<AuditAnnotation> annotations, Path path, FieldErrors errors) {
    if (annotations.size() > MAX_AUDIT_ANNOTATIONS) {
      errors.invalid(
          path,
          annotations.stream().map(FieldErrors::plain).toList(),
          "must not have more than " + MAX_AUDIT_ANNOTATIONS + " auditAnnotations");
    }
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < annotations.size(); i++) {
      AuditAnnotation annotation = annotations.get(i);
      Path at = path.index(i);
      if (!policy.isEmpty()) {
        String key = policy + "/" + annotation.key();
        errors.invalid(at.child("key"), key, Formats.qualifiedName(key));
      }
      String expression = annotation.valueExpression();
      if (expression.isBlank()) {
        errors.required(at.child("valueExpression"), "valueExpression is not specified");
      } else if (expression.strip().getBytes(StandardCharsets.UTF_8).length
          > MAX_VALUE_EXPRESSION) {
        errors.required(
            at.child("valueExpression"),
            "must not exceed " + MAX_VALUE_EXPRESSION + " bytes in length");
      }
      if (!keys.add(annotation.key())) {
        errors.duplicate(at.child("key"), annotation.key());
      }
    }
  }

  static void checkStatus(ValidatingAdmissionPolicyStatus status, FieldErrors errors) {
    Path path = Path.of("status");
    TypeChecking checking = status.typeChecking();
    if (checking != null) {
      Path warnings = path.child("typeChecking").child("expressionWarnings");
      for (int i = 0; i < checking.expressionWarnings().size(); i++) {
        ExpressionWarning warning = checking.expressionWarnings().get(i);
        if (warning.fieldRef().isEmpty()) {
          errors.required(warnings.index(i).child("fieldRef"));
        }
        if (warning.warning().isEmpty()) {
          errors.required(warnings.index(i).child("warning"));
        }
      }
    }
    ConditionValidation.check(status.conditions(), path.child("conditions"), errors);
  }
}
