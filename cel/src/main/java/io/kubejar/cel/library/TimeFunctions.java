package io.kubejar.cel.library;

import io.kubejar.cel.value.CelError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.ToLongFunction;

/// Parts of times and durations.
final class TimeFunctions {
  private TimeFunctions() {}

  static void register(Functions.Table table) {
    part(table, "getFullYear", ZonedDateTime::getYear);
    part(table, "getMonth", time -> time.getMonthValue() - 1L);
    part(table, "getDayOfYear", time -> time.getDayOfYear() - 1L);
    part(table, "getDayOfMonth", time -> time.getDayOfMonth() - 1L);
    part(table, "getDate", ZonedDateTime::getDayOfMonth);
    part(table, "getDayOfWeek", time -> time.getDayOfWeek().getValue() % 7);
    part(table, "getHours", ZonedDateTime::getHour);
    part(table, "getMinutes", ZonedDateTime::getMinute);
    part(table, "getSeconds", ZonedDateTime::getSecond);
    part(table, "getMilliseconds", time -> time.getNano() / 1_000_000);
    table
        .implement("duration::getHours() -> int", a -> ((Duration) a[0]).toHours())
        .implement("duration::getMinutes() -> int", a -> ((Duration) a[0]).toMinutes())
        .implement("duration::getSeconds() -> int", a -> ((Duration) a[0]).getSeconds())
        .implement(
            "duration::getMilliseconds() -> int",
            a -> (long) ((Duration) a[0]).getNano() / 1_000_000);
  }

  private static void part(Functions.Table table, String name, ToLongFunction<ZonedDateTime> part) {
    table
        .implement(
            "timestamp::" + name + "() -> int",
            a -> part.applyAsLong(((Instant) a[0]).atZone(ZoneOffset.UTC)))
        .implement(
            "timestamp::" + name + "(string) -> int",
            a -> part.applyAsLong(((Instant) a[0]).atZone(zone((String) a[1]))));
  }

  private static ZoneId zone(String text) {
    try {
      boolean offset = text.length() == 5 && Character.isDigit(text.charAt(0));
      return ZoneId.of(offset ? "+" + text : text);
    } catch (DateTimeException e) {
      throw new CelError("unknown time zone " + text);
    }
  }
}
