package io.kubejar.policy.validatingadmissionpolicy;

import io.kubejar.api.admissionregistration.v1.AuditAnnotation;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.Validation;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.value.CelError;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.policy.expression.Environments;
import io.kubejar.policy.expression.Expression;
import io.kubejar.policy.expression.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A policy with its expressions compiled.
final class PreparedPolicy {
  private static final int MAX_MESSAGE = 5 * 1024;
  private static final int MAX_ANNOTATION = 10 * 1024;

  private final ValidatingAdmissionPolicy policy;
  private final Variables variables;
  private final Conditions conditions;
  private final List<Test> tests = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  private record Test(Validation validation, Expression expression, @Nullable Expression message) {}

  /// What the audit log is to hear of.
  private record Note(String key, Expression value) {}

  PreparedPolicy(ValidatingAdmissionPolicy policy) {
    this.policy = policy;
    CelEnvironment base = Environments.policy(policy.spec().paramKind() != null);
    variables = new Variables(policy.spec().variables(), base);
    conditions = Conditions.of(policy.spec().matchConditions(), variables.environment());
    CelEnvironment environment = variables.environment();
    for (Validation validation : policy.spec().validations()) {
      tests.add(
          new Test(
              validation,
              Expression.of(validation.expression(), environment),
              validation.messageExpression().isBlank()
                  ? null
                  : Expression.of(validation.messageExpression(), environment)));
    }
    for (AuditAnnotation annotation : policy.spec().auditAnnotations()) {
      notes.add(
          new Note(annotation.key(), Expression.of(annotation.valueExpression(), environment)));
    }
  }

  ValidatingAdmissionPolicy policy() {
    return policy;
  }

  boolean failsOnErrors() {
    return !"Ignore".equals(policy.spec().failurePolicy());
  }

  /// Something the policy does not agree with.
  ///
  /// @param reason the reason of the answer; empty for the usual one
  /// @param index the place of the test that failed
  /// @param failed whether the test could not be made
  record Objection(String message, String reason, int index, boolean failed) {}

  /// What came of a policy's tests.
  ///
  /// @param objections what the policy does not agree with, in the order of its tests
  /// @param notes what the audit log is to hear of, by key
  record Verdict(List<Objection> objections, Map<String, String> notes) {
    static Verdict of(Objection... objections) {
      return new Verdict(List.of(objections), Map.of());
    }
  }

  /// Runs the tests.
  Verdict test(Bindings given) {
    Budget budget = Budget.of(Budget.REQUEST);
    Bindings bindings = variables.bind(given, budget);
    switch (conditions.test(bindings)) {
      case Conditions.Outcome.Matched _ -> {}
      case Conditions.Outcome.Unmatched _ -> {
        return Verdict.of();
      }
      case Conditions.Outcome.Failed(String message) -> {
        return failsOnErrors() ? Verdict.of(new Objection(message, "", 0, true)) : Verdict.of();
      }
    }
    List<Objection> objections = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      Test test = tests.get(i);
      try {
        if (!Boolean.TRUE.equals(test.expression().evaluate(bindings, budget))) {
          String reason = test.validation().reason();
          objections.add(
              new Objection(
                  message(test, bindings, budget), reason == null ? "" : reason, i, false));
        }
      } catch (CelError e) {
        if (failsOnErrors()) {
          objections.add(new Objection(failure(test.expression(), e), "", i, true));
        }
        if (ends(e)) {
          return new Verdict(objections, Map.of());
        }
      }
    }
    return new Verdict(objections, noted(bindings, budget, objections));
  }

  private Map<String, String> noted(Bindings bindings, Budget budget, List<Objection> objections) {
    Map<String, String> noted = new LinkedHashMap<>();
    for (int i = 0; i < notes.size(); i++) {
      Expression value = notes.get(i).value();
      try {
        if (value.evaluate(bindings, budget) instanceof String text && !text.isBlank()) {
          String kept = text.strip();
          noted.put(notes.get(i).key(), kept.substring(0, Math.min(kept.length(), MAX_ANNOTATION)));
        }
      } catch (CelError e) {
        if (failsOnErrors()) {
          objections.add(
              new Objection(
                  "valueExpression '%s' resulted in error: %s".formatted(value.source(), e.text()),
                  "",
                  i,
                  true));
        }
      }
    }
    return noted;
  }

  private static String failure(Expression expression, CelError error) {
    return error instanceof Budget.Exceeded exceeded
            && exceeded.limit() == Budget.Exceeded.Limit.TOTAL
        ? error.text()
        : expression.failed(error);
  }

  private static boolean ends(CelError error) {
    return error instanceof Budget.Exceeded exceeded
        && exceeded.limit() != Budget.Exceeded.Limit.CALL;
  }

  private static String message(Test test, Bindings bindings, Budget budget) {
    Expression expression = test.message();
    if (expression != null) {
      try {
        if (expression.evaluate(bindings, budget) instanceof String text) {
          String message = text.strip();
          if (!message.isEmpty() && message.length() <= MAX_MESSAGE && !message.contains("\n")) {
            return message;
          }
        }
      } catch (CelError e) {
        // what the expression would have said is left out; the test failed all the same
      }
    }
    String message = test.validation().message().strip();
    return message.isEmpty() ? "failed expression: " + test.expression().source() : message;
  }
}
