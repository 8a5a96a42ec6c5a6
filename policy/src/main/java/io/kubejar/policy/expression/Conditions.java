package io.kubejar.policy.expression;

import io.kubejar.api.admissionregistration.v1.MatchCondition;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.value.CelError;
import java.util.ArrayList;
import java.util.List;

/// Match conditions: all of them have to hold.
public final class Conditions {
  /// Always holds.
  public static final Conditions NONE = new Conditions(List.of());

  private final List<Expression> expressions;

  private Conditions(List<Expression> expressions) {
    this.expressions = expressions;
  }

  public static Conditions of(List<MatchCondition> conditions, CelEnvironment environment) {
    return new Conditions(
        conditions.stream()
            .map(condition -> Expression.of(condition.expression(), environment))
            .toList());
  }

  /// What conditions say.
  public sealed interface Outcome {
    /// All hold.
    record Matched() implements Outcome {}

    /// One does not.
    record Unmatched() implements Outcome {}

    /// None is false, and some could not be evaluated.
    record Failed(String message) implements Outcome {}
  }

  public boolean isEmpty() {
    return expressions.isEmpty();
  }

  public Outcome test(Bindings bindings) {
    Budget budget = Budget.of(Budget.MATCH_CONDITIONS);
    List<String> failures = new ArrayList<>();
    for (Expression expression : expressions) {
      try {
        if (!Boolean.TRUE.equals(expression.evaluate(bindings, budget))) {
          return new Outcome.Unmatched();
        }
      } catch (CelError e) {
        failures.add(expression.failed(e));
        if (e instanceof Budget.Exceeded) {
          break;
        }
      }
    }
    if (failures.isEmpty()) {
      return new Outcome.Matched();
    }
    return new Outcome.Failed(
        failures.size() == 1 ? failures.getFirst() : "[" + String.join(", ", failures) + "]");
  }
}
