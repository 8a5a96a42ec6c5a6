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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy with its expressions compiled.
final class PreparedPolicy {
  private static final int MAX_MESSAGE = 5 * 1024;

  private final ValidatingAdmissionPolicy policy;
  private final Variables variables;
  private final Conditions conditions;
  private final List<Test> tests = new ArrayList<>();
  private final List<Expression> annotations = new ArrayList<>();

  private record Test(Validation validation, Expression expression, @Nullable Expression message) {}

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
      annotations.add(Expression.of(annotation.valueExpression(), environment));
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
  record Objection(String message, String reason) {}

  /// What the policy does not agree with, in the order of its tests.
  List<Objection> test(Bindings given) {
    Budget budget = Budget.of(Budget.REQUEST);
    Bindings bindings = variables.bind(given, budget);
    switch (conditions.test(bindings)) {
      case Conditions.Outcome.Matched _ -> {}
      case Conditions.Outcome.Unmatched _ -> {
        return List.of();
      }
      case Conditions.Outcome.Failed(String message) -> {
        return failsOnErrors() ? List.of(new Objection(message, "")) : List.of();
      }
    }
    List<Objection> objections = new ArrayList<>();
    for (Test test : tests) {
      try {
        if (!Boolean.TRUE.equals(test.expression().evaluate(bindings, budget))) {
          String reason = test.validation().reason();
          objections.add(
              new Objection(message(test, bindings, budget), reason == null ? "" : reason));
        }
      } catch (CelError e) {
        if (failsOnErrors()) {
          objections.add(new Objection(failure(test.expression(), e), ""));
        }
        if (ends(e)) {
          return objections;
        }
      }
    }
    for (Expression annotation : annotations) {
      try {
        annotation.evaluate(bindings, budget);
      } catch (CelError e) {
        if (failsOnErrors()) {
          objections.add(
              new Objection(
                  "valueExpression '%s' resulted in error: %s"
                      .formatted(annotation.source(), e.text()),
                  ""));
        }
      }
    }
    return objections;
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
