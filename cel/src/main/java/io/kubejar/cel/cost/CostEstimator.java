package io.kubejar.cel.cost;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.kubejar.cel.schema.CelSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Estimates the cost of a checked expression.
public final class CostEstimator {
  private final CelAbstractSyntaxTree ast;
  private final Map<String, CelSchema> variables;
  private final Map<String, Deque<Part>> locals = new HashMap<>();

  private CostEstimator(CelAbstractSyntaxTree ast, Map<String, CelSchema> variables) {
    this.ast = ast;
    this.variables = variables;
  }

  /// A part of the expression.
  ///
  /// @param cost what it costs to compute
  /// @param schema the declared form of its value, where it comes from a declared one
  /// @param size the size of its value, where the expression tells
  /// @param type the type the checker found
  record Part(Range cost, @Nullable CelSchema schema, @Nullable Range size, CelKind type) {
    /// The size of the value.
    Range length() {
      if (size != null) {
        return size;
      }
      return switch (schema) {
        case CelSchema.ListOf list -> new Range(0, list.maxItems());
        case CelSchema.MapOf map -> new Range(0, map.maxProperties());
        case CelSchema.Text text -> new Range(0, text.maxLength());
        case CelSchema.Scalar scalar when scalar == CelSchema.Scalar.INT_OR_STRING ->
            new Range(0, CelSchema.MAX_REQUEST_BYTES - 2);
        case null, default ->
            switch (type) {
              case BOOL, INT, UINT, DOUBLE, DURATION, TIMESTAMP, NULL_TYPE, TYPE -> Range.ONE;
              default -> Range.UNKNOWN;
            };
      };
    }

    Part costing(Range other) {
      return new Part(other, schema, size, type);
    }

    @Nullable CelSchema items() {
      return schema instanceof CelSchema.ListOf list ? list.items() : null;
    }
  }

  /// The least and greatest cost.
  ///
  /// @param variables the declared forms of the expression's variables
  public static Range estimate(CelAbstractSyntaxTree ast, Map<String, CelSchema> variables) {
    return new CostEstimator(ast, variables).part(ast.getExpr()).cost();
  }

  private Part part(CelExpr expr) {
    CelKind type = ast.getType(expr.id()).map(CelType::kind).orElse(CelKind.DYN);
    return switch (expr.getKind()) {
      case CONSTANT -> new Part(Range.ZERO, null, size(expr.constant()), type);
      case IDENT -> ident(expr.ident().name(), type);
      case SELECT -> select(expr, type);
      case CALL -> call(expr, type);
      case LIST -> {
        Range cost = Range.of(10);
        for (CelExpr item : expr.list().elements()) {
          cost = cost.plus(part(item).cost());
        }
        yield new Part(cost, null, Range.of(expr.list().elements().size()), type);
      }
      case MAP -> {
        Range cost = Range.of(30);
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
          cost = cost.plus(part(entry.key()).cost()).plus(part(entry.value()).cost());
        }
        yield new Part(cost, null, Range.of(expr.map().entries().size()), type);
      }
      case STRUCT -> {
        Range cost = Range.of(40);
        for (CelExpr.CelStruct.Entry entry : expr.struct().entries()) {
          cost = cost.plus(part(entry.value()).cost());
        }
        yield new Part(cost, null, null, type);
      }
      case COMPREHENSION -> comprehension(expr.comprehension(), type);
      case NOT_SET -> new Part(Range.ZERO, null, null, type);
    };
  }

  private static Range size(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE ->
          Range.of(constant.stringValue().codePointCount(0, constant.stringValue().length()));
      case BYTES_VALUE -> Range.of(constant.bytesValue().size());
      default -> Range.ONE;
    };
  }

  private Part ident(String name, CelKind type) {
    Deque<Part> local = locals.get(name);
    if (local != null && !local.isEmpty()) {
      return local.peek().costing(Range.ONE);
    }
    return new Part(Range.ONE, variables.get(name), null, type);
  }

  private Part select(CelExpr expr, CelKind type) {
    CelReference reference = ast.getReferenceMap().get(expr.id());
    if (reference != null && reference.overloadIds().isEmpty() && !reference.name().isEmpty()) {
      return ident(reference.name(), type);
    }
    Part operand = part(expr.select().operand());
    Range cost = expr.select().testOnly() ? operand.cost() : operand.cost().plus(Range.ONE);
    return new Part(cost, member(operand.schema(), expr.select().field()), null, type);
  }

  private static @Nullable CelSchema member(@Nullable CelSchema schema, String name) {
    return switch (schema) {
      case CelSchema.Struct struct -> struct.field(name);
      case CelSchema.MapOf map -> map.values();
      case null, default -> null;
    };
  }

  private Part call(CelExpr expr, CelKind type) {
    CelExpr.CelCall call = expr.call();
    List<Part> parts = new java.util.ArrayList<>();
    call.target().ifPresent(target -> parts.add(part(target)));
    for (CelExpr argument : call.args()) {
      parts.add(part(argument));
    }
    Range arguments = Range.ZERO;
    for (Part part : parts) {
      arguments = arguments.plus(part.cost());
    }
    return switch (call.function()) {
      case "_&&_", "_||_" ->
          new Part(new Range(parts.getFirst().cost().min(), arguments.max()), null, null, type);
      case "_?_:_" -> {
        Part then = parts.get(1);
        Part otherwise = parts.get(2);
        yield new Part(
            parts.getFirst().cost().plus(then.cost().or(otherwise.cost())),
            null,
            then.length().or(otherwise.length()),
            type);
      }
      case "_[_]", "_[?_]", "_?._" -> {
        Part operand = parts.getFirst();
        CelSchema inner =
            call.args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && call.args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? member(operand.schema(), call.args().get(1).constant().stringValue())
                : operand.schema() instanceof CelSchema.MapOf map ? map.values() : operand.items();
        yield new Part(arguments.plus(Range.ONE), inner, null, type);
      }
      default -> {
        var estimate = CallEstimates.of(call.function(), call.target().isPresent(), parts);
        yield new Part(arguments.plus(estimate.cost()), null, estimate.size(), type);
      }
    };
  }

  private Part comprehension(CelComprehension loop, CelKind type) {
    Part range = part(loop.iterRange());
    Part start = part(loop.accuInit());
    boolean map = range.schema() instanceof CelSchema.MapOf || range.type() == CelKind.MAP;
    boolean two = !loop.iterVar2().isEmpty();
    CelSchema keys = map ? CelSchema.Text.UNBOUNDED : CelSchema.Scalar.INT;
    CelSchema items = map ? member(range.schema(), "") : range.items();
    Part first = new Part(Range.ONE, map || two ? keys : items, null, CelKind.DYN);
    push(loop.accuVar(), new Part(Range.ONE, null, null, start.type()));
    push(loop.iterVar(), first);
    if (two) {
      push(loop.iterVar2(), new Part(Range.ONE, items, null, CelKind.DYN));
    }
    Range turn = part(loop.loopCondition()).cost().plus(part(loop.loopStep()).cost());
    pop(loop.iterVar());
    if (two) {
      pop(loop.iterVar2());
    }
    Part result = part(loop.result());
    pop(loop.accuVar());
    Range length = range.length();
    Range cost = range.cost().plus(start.cost()).plus(length.times(turn)).plus(result.cost());
    boolean collects =
        loop.accuInit().getKind() == CelExpr.ExprKind.Kind.LIST
            || loop.accuInit().getKind() == CelExpr.ExprKind.Kind.MAP;
    return new Part(cost, null, collects ? new Range(0, length.max()) : null, type);
  }

  private void push(String name, Part part) {
    locals.computeIfAbsent(name, _ -> new ArrayDeque<>()).push(part);
  }

  private void pop(String name) {
    Deque<Part> stack = locals.get(name);
    if (stack != null) {
      stack.pop();
    }
  }
}
