package io.kubejar.api.batch.v1;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The form of schedules: five fields, or one of a few words.
final class CronSyntax {
  private static final Set<String> WORDS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private CronSyntax() {}

  /// What is wrong with a schedule; empty when nothing is.
  static String wrong(String schedule) {
    if (schedule.startsWith("@")) {
      return WORDS.contains(schedule) || schedule.startsWith("@every ")
          ? ""
          : "unrecognized descriptor: " + schedule;
    }
    List<String> fields = List.of(schedule.strip().split("\\s+"));
    if (fields.size() != 5) {
      return "expected exactly 5 fields, found "
          + fields.size()
          + ": ["
          + String.join(" ", fields)
          + "]";
    }
    int[][] bounds = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}};
    for (int i = 0; i < 5; i++) {
      List<String> names = i == 3 ? MONTHS : i == 4 ? DAYS : List.of();
      for (String part : fields.get(i).split(",")) {
        String wrong = wrong(part, bounds[i][0], bounds[i][1], names);
        if (!wrong.isEmpty()) {
          return wrong;
        }
      }
    }
    return "";
  }

  private static String wrong(String part, int min, int max, List<String> names) {
    String[] stepped = part.split("/", -1);
    if (stepped.length > 2) {
      return "too many slashes: " + part;
    }
    String[] range = stepped[0].split("-", -1);
    int low = min;
    int high = max;
    if (!stepped[0].equals("*") && !stepped[0].equals("?")) {
      if (range.length > 2) {
        return "too many hyphens: " + part;
      }
      low = number(range[0], min, names);
      high = number(range[range.length - 1], min, names);
      if (low < 0 || high < 0) {
        String text = low < 0 ? range[0] : range[range.length - 1];
        return "failed to parse int from "
            + text
            + ": strconv.Atoi: parsing \""
            + text
            + "\": invalid syntax";
      }
    }
    if (low < min) {
      return "beginning of range (" + low + ") below minimum (" + min + "): " + part;
    }
    if (high > max) {
      return "end of range (" + high + ") above maximum (" + max + "): " + part;
    }
    if (low > high) {
      return "beginning of range (" + low + ") beyond end of range (" + high + "): " + part;
    }
    if (stepped.length == 2 && number(stepped[1], 0, List.of()) <= 0) {
      return "step of range should be a positive number: " + part;
    }
    return "";
  }

  private static int number(String text, int first, List<String> names) {
    int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + first;
    }
    boolean digits =
        !text.isEmpty() && text.length() < 9 && text.chars().allMatch(Character::isDigit);
    return digits ? Integer.parseInt(text) : -1;
  }
}
