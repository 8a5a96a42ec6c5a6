package io.kubejar.cel.library;

import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Equality;
import java.time.Duration;
import java.util.List;

/// `isSorted`, `sum`, `min`, `max`, `indexOf`, `lastIndexOf`.
final class ListFunctions {
  private static final List<String> SUMMABLE = List.of("int", "uint", "double", "duration");
  private static final List<String> COMPARABLE =
      List.of("int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes");

  private ListFunctions() {}

  static void register(Functions.Table table) {
    for (String type : COMPARABLE) {
      String list = "list<" + type + ">::";
      table
          .declare(list + "isSorted() -> bool", a -> isSorted((List<?>) a[0]))
          .declare(list + "min() -> " + type, a -> extreme((List<?>) a[0], -1, "min"))
          .declare(list + "max() -> " + type, a -> extreme((List<?>) a[0], 1, "max"));
    }
    Functions.Call plus = arguments -> Functions.find("_+_").apply(arguments);
    for (String type : SUMMABLE) {
      Object zero =
          switch (type) {
            case "uint" -> new io.kubejar.cel.value.UInt(0);
            case "double" -> 0.0;
            case "duration" -> Duration.ZERO;
            default -> 0L;
          };
      table.declare("list<" + type + ">::sum() -> " + type, a -> sum((List<?>) a[0], zero, plus));
    }
    table
        .declare("list<T>::indexOf(T) -> int", a -> indexOf((List<?>) a[0], a[1]))
        .declare("list<T>::lastIndexOf(T) -> int", a -> lastIndexOf((List<?>) a[0], a[1]));
  }

  private static boolean isSorted(List<?> list) {
    for (int i = 1; i < list.size(); i++) {
      if (Equality.compare(list.get(i - 1), list.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static Object extreme(List<?> list, int sign, String function) {
    if (list.isEmpty()) {
      throw new CelError(function + " called on empty list");
    }
    Object best = list.getFirst();
    for (Object item : list) {
      if (Equality.compare(item, best) * sign > 0) {
        best = item;
      }
    }
    return best;
  }

  /// The sum; an empty list's is the type's zero.
  private static Object sum(List<?> list, Object zero, Functions.Call plus) {
    Object sum = list.isEmpty() ? zero : list.getFirst();
    for (int i = 1; i < list.size(); i++) {
      sum = plus.apply(new Object[] {sum, list.get(i)});
    }
    return sum;
  }

  private static long indexOf(List<?> list, Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (Equality.equal(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  private static long lastIndexOf(List<?> list, Object value) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (Equality.equal(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }
}
