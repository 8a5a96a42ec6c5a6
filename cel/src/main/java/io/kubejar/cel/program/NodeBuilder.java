package io.kubejar.cel.program;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import io.kubejar.api.value.Bytes;
import io.kubejar.cel.library.CallCosts;
import io.kubejar.cel.library.Functions;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Instance;
import io.kubejar.cel.value.TypeValue;
import io.kubejar.cel.value.UInt;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes nodes of a checked tree.
final class NodeBuilder {
  private static final long LIST_COST = 10;
  private static final long MAP_COST = 30;
  private static final long STRUCT_COST = 40;

  private final CelAbstractSyntaxTree ast;
  private final Map<String, Integer> slots = new HashMap<>();
  private int used;
  private @Nullable String growing;

  NodeBuilder(CelAbstractSyntaxTree ast) {
    this.ast = ast;
  }

  /// How many local variables the nodes need.
  int locals() {
    return used;
  }

  Node node(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> ident(expr.id(), expr.ident().name());
      case SELECT -> select(expr);
      case CALL -> call(expr.call());
      case LIST -> list(expr.list());
      case MAP -> map(expr.map());
      case STRUCT -> struct(expr);
      case COMPREHENSION -> comprehension(expr.comprehension());
      case NOT_SET -> throw new CelError("empty expression");
    };
  }

  private static Node constant(CelConstant constant) {
    Object value =
        switch (constant.getKind()) {
          case NULL_VALUE -> JsonValue.Null.NULL;
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case UINT64_VALUE -> new UInt(constant.uint64Value().longValue());
          case DOUBLE_VALUE -> constant.doubleValue();
          case STRING_VALUE -> constant.stringValue();
          case BYTES_VALUE -> Bytes.wrap(constant.bytesValue().toByteArray());
          default -> throw new CelError("unsupported constant");
        };
    return _ -> value;
  }

  private Node ident(long id, String written) {
    Integer slot = slots.get(written);
    if (slot != null) {
      int place = slot;
      return frame -> {
        frame.charge(1);
        return frame.local(place);
      };
    }
    CelReference reference = ast.getReferenceMap().get(id);
    String name = reference == null || reference.name().isEmpty() ? written : reference.name();
    if (isType(id)) {
      var type = new TypeValue(name);
      return frame -> {
        frame.charge(1);
        return type;
      };
    }
    return frame -> {
      frame.charge(1);
      return frame.variable(name);
    };
  }

  private boolean isType(long id) {
    return ast.getType(id)
        .filter(type -> type.kind() == dev.cel.common.types.CelKind.TYPE)
        .isPresent();
  }

  private Node select(CelExpr expr) {
    CelReference reference = ast.getReferenceMap().get(expr.id());
    if (reference != null && reference.overloadIds().isEmpty() && !reference.name().isEmpty()) {
      return ident(expr.id(), reference.name());
    }
    Node operand = node(expr.select().operand());
    String field = expr.select().field();
    if (expr.select().testOnly()) {
      return frame -> Access.has(operand.eval(frame), field);
    }
    return frame -> {
      Object value = operand.eval(frame);
      frame.charge(1);
      return Access.member(value, field);
    };
  }

  private Node call(CelCall call) {
    if (call.function().equals("_+_")
        && call.args().size() == 2
        && call.args().getFirst().getKind() == Kind.IDENT
        && call.args().getFirst().ident().name().equals(growing)
        && call.args().get(1).getKind() == Kind.LIST) {
      return Loops.append(node(call.args().getFirst()), node(call.args().get(1)));
    }
    List<Node> arguments = new ArrayList<>();
    call.target().ifPresent(target -> arguments.add(node(target)));
    call.args().forEach(argument -> arguments.add(node(argument)));
    return switch (call.function()) {
      case "_&&_" -> Logic.and(arguments.getFirst(), arguments.get(1));
      case "_||_" -> Logic.or(arguments.getFirst(), arguments.get(1));
      case "_?_:_" -> Logic.choice(arguments.getFirst(), arguments.get(1), arguments.get(2));
      case "@not_strictly_false", "__not_strictly_false__" ->
          Logic.notStrictlyFalse(arguments.getFirst());
      case "_[_]" -> index(arguments, Access::at);
      case "_[?_]" -> index(arguments, Access::optionalAt);
      case "_?._" -> index(arguments, (value, key) -> Access.optionalMember(value, (String) key));
      case "or" -> Logic.or(arguments);
      case "orValue" -> Logic.orValue(arguments);
      default -> invoke(call.function(), arguments);
    };
  }

  private interface Step {
    Object apply(Object value, Object key);
  }

  private static Node index(List<Node> arguments, Step step) {
    Node operand = arguments.getFirst();
    Node key = arguments.get(1);
    return frame -> {
      Object value = operand.eval(frame);
      Object at = key.eval(frame);
      frame.charge(1);
      return step.apply(value, at);
    };
  }

  private static Node invoke(String function, List<Node> nodes) {
    if (function.equals("cel.@mapInsert")) {
      return Loops.mapInsert(nodes);
    }
    Functions.Call call = Functions.find(function);
    Node[] arguments = nodes.toArray(Node[]::new);
    return frame -> {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].eval(frame);
      }
      Object result = call.apply(values);
      frame.charge(CallCosts.of(function, values, result));
      return result;
    };
  }

  private Node list(CelExpr.CelList list) {
    List<Node> items = list.elements().stream().map(this::node).toList();
    List<Integer> optional = list.optionalIndices();
    return frame -> {
      frame.charge(LIST_COST);
      List<Object> values = new Loops.GrowingList(items.size());
      for (int i = 0; i < items.size(); i++) {
        Object value = items.get(i).eval(frame);
        if (!optional.contains(i)) {
          values.add(value);
        } else if (value instanceof Optional<?> choice) {
          choice.ifPresent(values::add);
        } else {
          throw CelError.noSuchOverload();
        }
      }
      return values;
    };
  }

  private Node map(CelExpr.CelMap map) {
    record Entry(Node key, Node value, boolean optional) {}
    List<Entry> entries =
        map.entries().stream()
            .map(entry -> new Entry(node(entry.key()), node(entry.value()), entry.optionalEntry()))
            .toList();
    return frame -> {
      frame.charge(MAP_COST);
      Map<Object, Object> values = new Loops.GrowingMap();
      for (Entry entry : entries) {
        Object key = Access.key(entry.key().eval(frame));
        Object value = entry.value().eval(frame);
        if (!entry.optional()) {
          values.put(key, value);
        } else if (value instanceof Optional<?> choice) {
          choice.ifPresent(present -> values.put(key, present));
        }
      }
      return values;
    };
  }

  private Node struct(CelExpr expr) {
    record Field(String name, Node value, boolean optional) {}
    String type = expr.struct().messageName();
    List<Field> fields =
        expr.struct().entries().stream()
            .map(entry -> new Field(entry.fieldKey(), node(entry.value()), entry.optionalEntry()))
            .toList();
    return frame -> {
      frame.charge(STRUCT_COST);
      Map<String, Object> values = new LinkedHashMap<>();
      for (Field field : fields) {
        Object value = field.value().eval(frame);
        if (!field.optional()) {
          values.put(field.name(), value);
        } else if (value instanceof Optional<?> choice) {
          choice.ifPresent(present -> values.put(field.name(), present));
        }
      }
      return new Instance(type, values);
    };
  }

  private Node comprehension(CelComprehension loop) {
    Node range = node(loop.iterRange());
    Node start = node(loop.accuInit());
    int result = used++;
    int first = used++;
    boolean two = !loop.iterVar2().isEmpty();
    int second = two ? used++ : -1;
    Integer hiddenResult = slots.put(loop.accuVar(), result);
    Integer hiddenFirst = slots.put(loop.iterVar(), first);
    Integer hiddenSecond = two ? slots.put(loop.iterVar2(), second) : null;
    String outerGrowing = growing;
    growing = loop.accuInit().getKind() == Kind.LIST ? loop.accuVar() : null;
    Node condition = node(loop.loopCondition());
    Node step = node(loop.loopStep());
    growing = outerGrowing;
    if (two) {
      restore(loop.iterVar2(), hiddenSecond);
    }
    restore(loop.iterVar(), hiddenFirst);
    Node end = node(loop.result());
    restore(loop.accuVar(), hiddenResult);
    return new Loops.Loop(range, start, condition, step, end, result, first, second);
  }

  private void restore(String name, @Nullable Integer slot) {
    if (slot == null) {
      slots.remove(name);
    } else {
      slots.put(name, slot);
    }
  }
}
