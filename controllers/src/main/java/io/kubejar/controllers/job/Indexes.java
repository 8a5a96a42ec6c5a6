package io.kubejar.controllers.job;

import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Sets of indexes as statuses write them: `1,3-5,7`.
final class Indexes {
  private Indexes() {}

  /// The indexes in a text, up to a limit (exclusive).
  static NavigableSet<Integer> parse(@Nullable String text, int limit) {
    NavigableSet<Integer> indexes = new TreeSet<>();
    if (text == null || text.isEmpty()) {
      return indexes;
    }
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      for (int i = first; i <= last && i < limit; i++) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  /// Three and more indexes in a row become a range.
  static String text(SortedSet<Integer> indexes) {
    StringBuilder out = new StringBuilder();
    int first = -1;
    int last = -1;
    for (int index : indexes) {
      if (first >= 0 && index == last + 1) {
        last = index;
        continue;
      }
      append(out, first, last);
      first = index;
      last = index;
    }
    append(out, first, last);
    return out.toString();
  }

  private static void append(StringBuilder out, int first, int last) {
    if (first < 0) {
      return;
    }
    out.append(out.isEmpty() ? "" : ",").append(first);
    if (last > first) {
      out.append(last > first + 1 ? "-" : ",").append(last);
    }
  }
}
