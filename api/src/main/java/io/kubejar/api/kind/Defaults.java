package io.kubejar.api.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Small steps of which the defaults of kinds are made.
public final class Defaults {
  private Defaults() {}

  /// The text, or another when it is absent or empty.
  public static String orElse(@Nullable String value, String other) {
    return value == null || value.isEmpty() ? other : value;
  }

  /// The value, or another when it is absent.
  public static <T> T orElse(@Nullable T value, T other) {
    return value == null ? other : value;
  }

  /// The number, or another when it is 0.
  public static int unlessZero(int value, int other) {
    return value == 0 ? other : value;
  }

  /// Every item changed; the same list when none was.
  public static <T> List<T> each(List<T> items, UnaryOperator<T> change) {
    List<T> changed = null;
    for (int i = 0; i < items.size(); i++) {
      T item = items.get(i);
      T result = change.apply(item);
      if (changed == null && result != item) {
        changed = new ArrayList<>(items.subList(0, i));
      }
      if (changed != null) {
        changed.add(result);
      }
    }
    return changed == null ? items : changed;
  }
}
