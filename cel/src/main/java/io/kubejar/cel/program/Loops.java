package io.kubejar.cel.program;

import io.kubejar.cel.library.Functions;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What macros such as `all` and `map` become.
final class Loops {
  private Loops() {}

  /// A list made in an expression. A loop's result is added to in place: nothing else can hold it
  /// until the loop ends.
  static final class GrowingList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    GrowingList(int size) {
      super(size);
    }
  }

  /// A map made in an expression.
  static final class GrowingMap extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
  }

  /// @param second the slot of the second variable, or -1
  record Loop(
      Node range,
      Node start,
      Node condition,
      Node step,
      Node end,
      int result,
      int first,
      int second)
      implements Node {
    @Override
    public Object eval(Frame frame) {
      Object over = range.eval(frame);
      Object initial = start.eval(frame);
      frame.set(result, initial);
      switch (over) {
        case List<?> list -> {
          for (int i = 0; i < list.size(); i++) {
            if (!turn(frame, second < 0 ? list.get(i) : (Object) (long) i, list.get(i))) {
              break;
            }
          }
        }
        case Map<?, ?> map -> {
          for (var entry : map.entrySet()) {
            if (!turn(frame, entry.getKey(), entry.getValue())) {
              break;
            }
          }
        }
        default -> throw CelError.noSuchOverload();
      }
      return end.eval(frame);
    }

    private boolean turn(Frame frame, Object one, @Nullable Object two) {
      frame.set(first, one);
      if (second >= 0 && two != null) {
        frame.set(second, two);
      }
      if (!Boolean.TRUE.equals(condition.eval(frame))) {
        return false;
      }
      frame.set(result, step.eval(frame));
      return true;
    }
  }

  /// Adds items to the list a loop makes.
  static Node append(Node target, Node items) {
    return frame -> {
      Object list = target.eval(frame);
      Object more = items.eval(frame);
      frame.charge(1);
      if (list instanceof GrowingList growing && more instanceof List<?> added) {
        growing.addAll(added);
        return growing;
      }
      return Functions.find("_+_").apply(new Object[] {list, more});
    };
  }

  /// Adds an entry, or the entries of a map, to the map a loop makes.
  static Node mapInsert(List<Node> nodes) {
    return frame -> {
      Object target = nodes.getFirst().eval(frame);
      Object key = nodes.get(1).eval(frame);
      Object value = nodes.size() > 2 ? nodes.get(2).eval(frame) : null;
      frame.charge(1);
      if (!(target instanceof Map<?, ?> map)) {
        throw CelError.noSuchOverload();
      }
      GrowingMap grown;
      if (map instanceof GrowingMap growing) {
        grown = growing;
      } else {
        grown = new GrowingMap();
        grown.putAll(map);
      }
      if (value != null) {
        insert(grown, Access.key(key), value);
      } else if (key instanceof Map<?, ?> entries) {
        entries.forEach((name, item) -> insert(grown, name, item));
      } else {
        throw CelError.noSuchOverload();
      }
      return grown;
    };
  }

  private static void insert(GrowingMap map, Object key, Object value) {
    if (map.putIfAbsent(key, value) != null) {
      throw new CelError("insert failed: key " + Texts.plain(key) + " already exists");
    }
  }
}
