package io.kubejar.policy.mutatingadmissionpolicy;

import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.Mutation;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Views;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.policy.expression.Environments;
import io.kubejar.policy.expression.Expression;
import io.kubejar.policy.expression.Variables;
import io.kubejar.policy.match.Change;
import io.kubejar.server.spi.Admission;
import io.kubejar.wire.apply.Overlay;
import io.kubejar.wire.apply.ShapeException;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.patch.JsonPatch;
import io.kubejar.wire.patch.PatchException;
import java.util.ArrayList;
import java.util.List;

/// A policy with its expressions compiled.
final class PreparedMutations {
  private final MutatingAdmissionPolicy policy;
  private final Variables variables;
  private final Conditions conditions;
  private final List<Replacement> changes = new ArrayList<>();

  /// @param patch whether the expression gives a patch instead of a configuration
  private record Replacement(Expression expression, boolean patch) {}

  PreparedMutations(MutatingAdmissionPolicy policy) {
    this.policy = policy;
    boolean parameters = policy.spec().paramKind() != null;
    variables = new Variables(policy.spec().variables(), Environments.mutation(parameters));
    conditions = Conditions.of(policy.spec().matchConditions(), Environments.policy(parameters));
    for (Mutation mutation : policy.spec().mutations()) {
      if (mutation.applyConfiguration() != null) {
        changes.add(
            new Replacement(
                Expression.of(mutation.applyConfiguration().expression(), variables.environment()),
                false));
      } else if (mutation.jsonPatch() != null) {
        changes.add(
            new Replacement(
                Expression.of(mutation.jsonPatch().expression(), variables.environment()), true));
      }
    }
  }

  MutatingAdmissionPolicy policy() {
    return policy;
  }

  boolean failsOnErrors() {
    return !"Ignore".equals(policy.spec().failurePolicy());
  }

  boolean again() {
    return "IfNeeded".equals(policy.spec().reinvocationPolicy());
  }

  /// What the policy makes of an object cannot be had.
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message, null, false, false);
    }

    String text() {
      String message = getMessage();
      return message == null ? "" : message;
    }
  }

  /// Whether the conditions hold.
  boolean isAbout(Bindings bindings) throws Failed {
    return switch (conditions.test(bindings)) {
      case Conditions.Outcome.Matched _ -> true;
      case Conditions.Outcome.Unmatched _ -> false;
      case Conditions.Outcome.Failed(String message) -> throw new Failed(message);
    };
  }

  /// The change after all mutations; each sees what those before it did.
  ///
  /// @param given values for the expressions, but for the object
  <T extends ApiObject> Admission<T> mutate(Admission<T> admission, Change seen, Bindings given)
      throws Failed {
    Budget budget = Budget.of(Budget.REQUEST);
    Admission<T> current = admission;
    for (Replacement change : changes) {
      Change now = seen.of(current);
      JsonValue document = now.object();
      Bindings bindings = variables.bind(given.nested().bind("object", Views.of(document)), budget);
      try {
        Object value = change.expression().evaluate(bindings, budget);
        JsonValue result =
            change.patch()
                ? JsonPatch.parse(Views.toJson(value).toJson()).apply(document)
                : Overlay.lay(now.schema(), document, Views.toJson(value));
        current = now.with(current, result);
      } catch (CelError e) {
        throw new Failed(change.expression().failed(e));
      } catch (PatchException | ShapeException | JsonException e) {
        throw new Failed(String.valueOf(e.getMessage()));
      }
    }
    return current;
  }
}
