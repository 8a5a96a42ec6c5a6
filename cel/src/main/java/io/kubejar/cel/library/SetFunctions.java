package io.kubejar.cel.library;

import java.util.List;

/// Lists as sets.
final class SetFunctions {
  private SetFunctions() {}

  static void register(Functions.Table table) {
    table
        .declare(
            "sets.contains(list<T>, list<T>) -> bool",
            a -> containsAll((List<?>) a[0], (List<?>) a[1]))
        .declare(
            "sets.equivalent(list<T>, list<T>) -> bool",
            a ->
                containsAll((List<?>) a[0], (List<?>) a[1])
                    && containsAll((List<?>) a[1], (List<?>) a[0]))
        .declare(
            "sets.intersects(list<T>, list<T>) -> bool",
            a -> {
              for (Object item : (List<?>) a[1]) {
                if (Operators.contains((List<?>) a[0], item)) {
                  return true;
                }
              }
              return false;
            });
  }

  private static boolean containsAll(List<?> list, List<?> others) {
    for (Object item : others) {
      if (!Operators.contains(list, item)) {
        return false;
      }
    }
    return true;
  }
}
