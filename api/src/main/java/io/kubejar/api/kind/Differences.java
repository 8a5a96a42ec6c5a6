package io.kubejar.api.kind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What differs between two parts of objects, as messages show it: the lines of both forms, changed
/// ones marked by `-` and `+`, with three lines around each change.
public final class Differences {
  private static final int CONTEXT = 3;

  private Differences() {}

  /// The text; empty when nothing differs.
  public static String text(Record old, Record changed) {
    return text(PlainForm.lines(old), PlainForm.lines(changed));
  }

  /// The text for some members only.
  public static String text(Record old, Record changed, Collection<String> names) {
    return text(PlainForm.lines(old, names), PlainForm.lines(changed, names));
  }

  /// One line of the result: kept, taken away or added.
  private record Step(char sign, String line, int oldAt, int newAt) {}

  static String text(List<String> old, List<String> changed) {
    List<Step> steps = steps(old, changed);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int first = at;
      while (first < steps.size() && steps.get(first).sign() == ' ') {
        first++;
      }
      if (first == steps.size()) {
        return out.toString();
      }
      int from = Math.max(at, first - CONTEXT);
      int last = first;
      for (int i = first; i < steps.size() && i - last <= 2 * CONTEXT; i++) {
        if (steps.get(i).sign() != ' ') {
          last = i;
        }
      }
      int to = Math.min(steps.size(), last + CONTEXT + 1);
      appendHunk(out, steps.subList(from, to));
      at = to;
    }
  }

  private static void appendHunk(StringBuilder out, List<Step> hunk) {
    long oldCount = hunk.stream().filter(step -> step.sign() != '+').count();
    long newCount = hunk.stream().filter(step -> step.sign() != '-').count();
    Step first = hunk.getFirst();
    out.append("@@ -")
        .append(range(first.oldAt(), oldCount))
        .append(" +")
        .append(range(first.newAt(), newCount))
        .append(" @@\n");
    for (Step step : hunk) {
      out.append(step.sign()).append(step.line()).append('\n');
    }
  }

  private static String range(int start, long count) {
    return count == 1
        ? Integer.toString(start + 1)
        : (count == 0 ? start : start + 1) + "," + count;
  }

  /// The shortest way from one text to the other by the longest common subsequence.
  private static List<Step> steps(List<String> old, List<String> changed) {
    int head = 0;
    while (head < old.size() && head < changed.size() && old.get(head).equals(changed.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < old.size() - head
        && tail < changed.size() - head
        && old.get(old.size() - 1 - tail).equals(changed.get(changed.size() - 1 - tail))) {
      tail++;
    }
    int rows = old.size() - head - tail;
    int columns = changed.size() - head - tail;
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            old.get(head + i).equals(changed.get(head + j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Step> steps = new ArrayList<>(old.size() + columns);
    for (int i = 0; i < head; i++) {
      steps.add(new Step(' ', old.get(i), i, i));
    }
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && old.get(head + i).equals(changed.get(head + j))) {
        steps.add(new Step(' ', old.get(head + i), head + i++, head + j++));
      } else if (j == columns || i < rows && common[i + 1][j] >= common[i][j + 1]) {
        steps.add(new Step('-', old.get(head + i), head + i++, head + j));
      } else {
        steps.add(new Step('+', changed.get(head + j), head + i, head + j++));
      }
    }
    for (int k = 0; k < tail; k++) {
      int oldAt = head + rows + k;
      steps.add(new Step(' ', old.get(oldAt), oldAt, head + columns + k));
    }
    return steps;
  }
}
