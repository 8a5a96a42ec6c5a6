package io.kubejar.policy.expression;

import io.kubejar.api.admissionregistration.v1.Variable;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.CelExpression;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.value.CelError;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A policy's own variables, each evaluated at most once and only if it is used. A variable sees
/// those before it.
public final class Variables {
  private static final String NAME = "variables";

  private final Map<String, Expression> expressions = new LinkedHashMap<>();
  private final CelEnvironment environment;

  public Variables(List<Variable> variables, CelEnvironment base) {
    Map<String, CelSchema> fields = new LinkedHashMap<>();
    CelEnvironment current = with(base, fields);
    for (Variable variable : variables) {
      Expression expression = Expression.of(variable.expression(), current);
      CelExpression compiled = expression.compiled();
      expressions.put(variable.name(), expression);
      fields.put(
          variable.name(), compiled == null ? CelSchema.Scalar.DYN : compiled.resultSchema());
      current = with(base, fields);
    }
    this.environment = current;
  }

  private static CelEnvironment with(CelEnvironment base, Map<String, CelSchema> fields) {
    return base.with(NAME, CelSchema.Struct.of("kubernetes.variables", Map.copyOf(fields)));
  }

  /// The environment of expressions that may use all variables.
  public CelEnvironment environment() {
    return environment;
  }

  /// Binds the variables beside what they are computed from.
  public Bindings bind(Bindings bindings, Budget budget) {
    return bindings.bind(NAME, new Values(bindings, budget));
  }

  /// The variables' values by name.
  private final class Values extends AbstractMap<Object, Object> {
    private final Bindings bindings;
    private final Budget budget;
    private final Map<String, Object> known = new HashMap<>();

    Values(Bindings bindings, Budget budget) {
      this.bindings = bindings;
      this.budget = budget;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      if (!(key instanceof String name)) {
        return null;
      }
      Object value = known.get(name);
      if (value == null) {
        Expression expression = expressions.get(name);
        if (expression == null) {
          return null;
        }
        try {
          value = expression.evaluate(bindings, budget);
        } catch (Budget.Exceeded e) {
          throw e;
        } catch (CelError e) {
          throw new CelError(
              "composited variable \"%s\" fails to evaluate: %s".formatted(name, e.text()));
        }
        known.put(name, value);
      }
      return value;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      Map<Object, Object> all = new LinkedHashMap<>();
      expressions.keySet().forEach(name -> all.put(name, get(name)));
      return all.entrySet();
    }
  }
}
