package io.kubejar.policy.mutatingadmissionpolicy;

import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.Mutation;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Instance;
import io.kubejar.cel.value.Views;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.policy.expression.Environments;
import io.kubejar.policy.expression.Expression;
import io.kubejar.policy.expression.Variables;
import io.kubejar.policy.match.Change;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.apply.Overlay;
import io.kubejar.wire.apply.ShapeException;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.patch.JsonPatch;
import io.kubejar.wire.patch.PatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /// Whether the conditions hold.
  Conditions.Outcome test(Bindings bindings) {
    return conditions.test(bindings);
  }

  /// The change after all mutations; each sees what those before it did, and one that fails is
  /// passed over.
  ///
  /// @param given values for the expressions, but for the object
  /// @param failures is told why a mutation failed
  /// @throws ApiException when what a patch makes is no object of the kind
  <T extends ApiObject> Admission<T> mutate(
      Admission<T> admission, Change seen, Bindings given, Consumer<String> failures)
      throws ApiException {
    Budget budget = Budget.of(Budget.REQUEST);
    Admission<T> current = admission;
    for (Replacement change : changes) {
      Change now = seen.of(current);
      Bindings bindings =
          variables.bind(given.nested().bind("object", Views.of(now.object())), budget);
      try {
        Object value = change.expression().evaluate(bindings, budget);
        current = change.patch() ? patched(current, now, value) : merged(current, now, value);
      } catch (CelError e) {
        failures.accept(change.expression().failed(e));
      } catch (PatchException e) {
        if (e.fault() != PatchException.Fault.TEST_FAILED) {
          failures.accept("JSON Patch: " + e.getMessage());
        }
      } catch (Unfit e) {
        failures.accept(String.valueOf(e.getMessage()));
      }
    }
    return current;
  }

  private static <T extends ApiObject> Admission<T> patched(
      Admission<T> admission, Change now, Object value) throws Unfit {
    if (value instanceof List<?> operations) {
      for (Object operation : operations) {
        if (operation instanceof Instance patch && patch.fields().get("value") != null) {
          checkTypes(patch.fields().get("value"));
        }
      }
    }
    JsonValue result = JsonPatch.parse(Views.toJson(value).toJson()).apply(now.object());
    try {
      List<String> findings = now.strangeIn(result);
      if (!findings.isEmpty()) {
        throw Failures.internal("strict decoding error: " + String.join(", ", findings));
      }
      return now.with(admission, result);
    } catch (JsonException e) {
      throw Failures.internal(String.valueOf(e.getMessage()));
    }
  }

  private static <T extends ApiObject> Admission<T> merged(
      Admission<T> admission, Change now, Object value) throws Unfit {
    checkTypes(value);
    JsonValue configuration = Views.toJson(value);
    try {
      Overlay.check(now.shape(), configuration);
    } catch (ShapeException e) {
      throw new Unfit(
          "error applying patch: failed to convert patch object to typed object: "
              + e.getMessage());
    }
    List<String> whole = Overlay.wholes(now.shape(), configuration);
    if (!whole.isEmpty()) {
      throw new Unfit(
          "error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or"
              + " structs: "
              + String.join(", ", whole));
    }
    try {
      return now.with(admission, Overlay.lay(now.shape(), now.object(), configuration));
    } catch (ShapeException | JsonException e) {
      throw new Unfit("error applying patch: failed to merge patch: " + e.getMessage());
    }
  }

  private static void checkTypes(@Nullable Object value) throws Unfit {
    List<String> strays = value instanceof Instance object ? object.strays() : List.of();
    if (!strays.isEmpty()) {
      throw new Unfit("type mismatch: " + String.join("\n", strays));
    }
  }

  /// What an expression gave does not fit the object.
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message, null, false, false);
    }
  }
}
