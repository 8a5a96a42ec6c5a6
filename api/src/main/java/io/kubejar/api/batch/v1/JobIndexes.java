package io.kubejar.api.batch.v1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Indexes of pods as jobs write them: numbers and ranges in rising order, such as `1,3-5,7`.
final class JobIndexes {
  private JobIndexes() {}

  /// How many indexes a text names.
  ///
  /// @param completions how many indexes the job has
  /// @throws IllegalArgumentException when the text does not name indexes of the job
  static int count(String text, int completions) {
    int total = 0;
    for (Interval interval : intervals(text, completions)) {
      total += interval.last - interval.first + 1;
    }
    return total;
  }

  /// The first index that both texts name, if any.
  ///
  /// @throws IllegalArgumentException when a text does not name indexes of the job
  static @Nullable Integer firstInBoth(String text, String other, int completions) {
    for (Interval interval : intervals(text, completions)) {
      for (Interval each : intervals(other, completions)) {
        int first = Math.max(interval.first, each.first);
        if (first <= Math.min(interval.last, each.last)) {
          return first;
        }
      }
    }
    return null;
  }

  private record Interval(int first, int last) {}

  private static List<Interval> intervals(String text, int completions) {
    List<Interval> intervals = new ArrayList<>();
    Integer last = null;
    if (text.isEmpty()) {
      return intervals;
    }
    for (String interval : text.split(",", -1)) {
      String[] limits = interval.split("-", -1);
      if (limits.length > 2) {
        throw new IllegalArgumentException(
            "the fragment \"%s\" violates the requirement that an index interval can have at most two parts separated by '-'"
                .formatted(interval));
      }
      int first = index(limits[0], completions);
      int end = limits.length == 2 ? index(limits[1], completions) : first;
      if (limits.length == 2) {
        requireRising(first, end);
      }
      requireRising(last, first);
      intervals.add(new Interval(first, end));
      last = end;
    }
    return intervals;
  }

  private static int index(String text, int completions) {
    int index;
    try {
      index = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "cannot convert string to integer for index: \"" + text + '"', e);
    }
    if (index >= completions) {
      throw new IllegalArgumentException("too large index: \"" + text + '"');
    }
    return index;
  }

  private static void requireRising(@Nullable Integer before, int index) {
    if (before != null && before >= index) {
      throw new IllegalArgumentException(
          "non-increasing order, previous: %d, current: %d".formatted(before, index));
    }
  }
}
