package io.kubejar.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelTypes;
import io.kubejar.cel.cost.CostEstimator;
import io.kubejar.cel.cost.Range;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.program.Program;
import io.kubejar.cel.schema.CelSchema;
import java.util.Map;

/// A compiled expression; evaluations may run at the same time.
public final class CelExpression {
  private final String source;
  private final CelAbstractSyntaxTree ast;
  private final Map<String, CelSchema> variables;
  private final Program program;

  CelExpression(String source, CelAbstractSyntaxTree ast, Map<String, CelSchema> variables) {
    this.source = source;
    this.ast = ast;
    this.variables = variables;
    this.program = Program.of(ast);
  }

  /// The text it was made from.
  public String source() {
    return source;
  }

  /// The type of its values as messages call it, such as `bool` or `list(string)`.
  public String resultType() {
    return CelTypes.format(ast.getResultType());
  }

  /// Whether its values are known to be of the type.
  public boolean yields(String type) {
    return resultType().equals(type);
  }

  /// The declared form of its values.
  public CelSchema resultSchema() {
    return Types.schema(ast.getResultType());
  }

  /// What an evaluation can cost.
  public Range estimatedCost() {
    return CostEstimator.estimate(ast, variables);
  }

  /// Whether the text mentions the variable.
  public boolean uses(String variable) {
    return uses(ast.getExpr(), variable);
  }

  /// The value; throws [io.kubejar.cel.value.CelError].
  public Object evaluate(Bindings bindings, Budget budget) {
    return program.evaluate(bindings, budget);
  }

  private static boolean uses(CelExpr expr, String name) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name().equals(name);
      case SELECT -> uses(expr.select().operand(), name);
      case CALL ->
          expr.call().target().filter(target -> uses(target, name)).isPresent()
              || expr.call().args().stream().anyMatch(each -> uses(each, name));
      case LIST -> expr.list().elements().stream().anyMatch(each -> uses(each, name));
      case MAP ->
          expr.map().entries().stream()
              .anyMatch(each -> uses(each.key(), name) || uses(each.value(), name));
      case STRUCT -> expr.struct().entries().stream().anyMatch(each -> uses(each.value(), name));
      case COMPREHENSION -> {
        var loop = expr.comprehension();
        yield uses(loop.iterRange(), name)
            || uses(loop.accuInit(), name)
            || uses(loop.loopCondition(), name)
            || uses(loop.loopStep(), name)
            || uses(loop.result(), name);
      }
      default -> false;
    };
  }

  /// Whether it is the same constant whatever the bindings are.
  public boolean isConstant() {
    return ast.getExpr().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && ast.getExpr().constant().getKind() != CelConstant.Kind.NOT_SET;
  }
}
