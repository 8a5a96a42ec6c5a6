package io.kubejar.api.batch.v1;

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
    Integer last = null;
    if (text.isEmpty()) {
      return 0;
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
      total += end - first + 1;
      last = end;
    }
    return total;
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
