package io.kubejar.policy.expression;

import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.CelExpression;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.value.CelError;
import org.jspecify.annotations.Nullable;

/// An expression of a stored configuration. One that does not compile (it was stored by another
/// version, say) fails when it is evaluated.
public final class Expression {
  private final String source;
  private final @Nullable CelExpression compiled;
  private final String failure;

  private Expression(String source, @Nullable CelExpression compiled, String failure) {
    this.source = source;
    this.compiled = compiled;
    this.failure = failure;
  }

  public static Expression of(String source, CelEnvironment environment) {
    try {
      return new Expression(source, environment.compile(source), "");
    } catch (CelCompileException e) {
      return new Expression(source, null, "compilation error: " + e.failure());
    }
  }

  /// The text, without blanks around it.
  public String source() {
    return source.strip();
  }

  @Nullable CelExpression compiled() {
    return compiled;
  }

  /// The value; throws [CelError].
  public Object evaluate(Bindings bindings, Budget budget) {
    if (compiled == null) {
      throw new CelError(failure);
    }
    return compiled.evaluate(bindings, budget);
  }

  /// How messages say that it failed.
  public String failed(CelError error) {
    return "expression '%s' resulted in error: %s".formatted(source(), error.text());
  }
}
