package io.kubejar.controllers.cronjob;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The times that a cron expression names, such as `*/5 9-17 * * mon-fri` or `@daily`.
///
/// When both the day of the month and the day of the week are restricted, either may fit.
sealed interface Schedule {
  /// The first time after a moment; null when there is none within five years.
  @Nullable Instant next(Instant after);

  /// Reads an expression; throws [IllegalArgumentException] when it is none.
  static Schedule parse(String text, ZoneId zone) {
    String expression =
        switch (text.strip()) {
          case "@yearly", "@annually" -> "0 0 1 1 *";
          case "@monthly" -> "0 0 1 * *";
          case "@weekly" -> "0 0 * * 0";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@hourly" -> "0 * * * *";
          default -> text.strip();
        };
    if (expression.startsWith("@every ")) {
      return new Every(interval(expression.substring(7).strip()));
    }
    String[] fields = expression.split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "expected exactly 5 fields, found " + fields.length + ": " + List.of(fields));
    }
    return new Fields(
        set(fields[0], 0, 59, List.of()),
        set(fields[1], 0, 23, List.of()),
        set(fields[2], 1, 31, List.of()),
        set(fields[3], 1, 12, Fields.MONTHS),
        set(fields[4], 0, 6, Fields.DAYS),
        isOpen(fields[2]),
        isOpen(fields[4]),
        zone);
  }

  private static Duration interval(String text) {
    Duration interval = io.kubejar.api.value.Duration.parse(text).toJava();
    return interval.compareTo(Duration.ofSeconds(1)) < 0
        ? Duration.ofSeconds(1)
        : interval.truncatedTo(ChronoUnit.SECONDS);
  }

  private static boolean isOpen(String field) {
    return field.startsWith("*") || field.startsWith("?");
  }

  private static BitSet set(String field, int min, int max, List<String> names) {
    BitSet set = new BitSet(max + 1);
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      int step = stepped.length > 1 ? number(stepped[1], 0, List.of()) : 1;
      int low = min;
      int high = max;
      if (!stepped[0].equals("*") && !stepped[0].equals("?")) {
        String[] range = stepped[0].split("-", -1);
        low = number(range[0], min, names);
        high = range.length > 1 ? number(range[1], min, names) : stepped.length > 1 ? max : low;
      }
      if (low < min || high > max || low > high || step < 1 || stepped.length > 2) {
        throw new IllegalArgumentException("not a range: " + part);
      }
      for (int i = low; i <= high; i += step) {
        set.set(i);
      }
    }
    return set;
  }

  private static int number(String text, int first, List<String> names) {
    int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    return named >= 0 ? named + first : Integer.parseInt(text);
  }

  /// A fixed interval from the moment asked about.
  record Every(Duration interval) implements Schedule {
    @Override
    public Instant next(Instant after) {
      return after.truncatedTo(ChronoUnit.SECONDS).plus(interval);
    }
  }

  /// The five fields of an expression.
  record Fields(
      BitSet minutes,
      BitSet hours,
      BitSet days,
      BitSet months,
      BitSet weekdays,
      boolean anyDay,
      boolean anyWeekday,
      ZoneId zone)
      implements Schedule {
    private static final List<String> MONTHS =
        List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS =
        List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    @Override
    public @Nullable Instant next(Instant after) {
      ZonedDateTime time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      int end = time.getYear() + 5;
      while (time.getYear() <= end) {
        if (!months.get(time.getMonthValue())) {
          time = time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).plusMonths(1);
        } else if (!isDay(time)) {
          time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        } else if (!hours.get(time.getHour())) {
          time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        } else if (!minutes.get(time.getMinute())) {
          time = time.plusMinutes(1);
        } else {
          return time.toInstant();
        }
      }
      return null;
    }

    private boolean isDay(ZonedDateTime time) {
      boolean day = days.get(time.getDayOfMonth());
      boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
      return anyDay || anyWeekday ? day && weekday : day || weekday;
    }
  }
}
