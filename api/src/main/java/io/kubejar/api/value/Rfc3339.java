package io.kubejar.api.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// Reads and writes moments as RFC 3339, with upstream's messages for what does not parse.
final class Rfc3339 {
  private static final int MICRO_DIGITS = 6;

  private final String text;
  private final String layout;
  private int at;

  private Rfc3339(String text, String layout) {
    this.text = text;
    this.layout = layout;
  }

  /// Any number of fraction digits, also none.
  static Instant parse(String text) {
    return new Rfc3339(text, "2006-01-02T15:04:05Z07:00").instant(false);
  }

  /// Exactly six fraction digits.
  static Instant parseMicros(String text) {
    return new Rfc3339(text, "2006-01-02T15:04:05.000000Z07:00").instant(true);
  }

  /// UTC, with six fraction digits or none.
  static String format(Instant instant, boolean micros) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(27);
    digits(out, time.getYear(), 4);
    digits(out.append('-'), time.getMonthValue(), 2);
    digits(out.append('-'), time.getDayOfMonth(), 2);
    digits(out.append('T'), time.getHour(), 2);
    digits(out.append(':'), time.getMinute(), 2);
    digits(out.append(':'), time.getSecond(), 2);
    if (micros) {
      digits(out.append('.'), time.getNano() / 1000, MICRO_DIGITS);
    }
    return out.append('Z').toString();
  }

  private static void digits(StringBuilder out, int value, int width) {
    String digits = Integer.toString(value);
    out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private Instant instant(boolean micros) {
    int year = number(4, "2006");
    literal('-');
    int month = number(2, "01");
    if (month < 1 || month > 12) {
      throw outOfRange("month");
    }
    literal('-');
    int day = number(2, "02");
    literal('T');
    int hour = ranged("15", "hour", 23);
    literal(':');
    int minute = ranged("04", "minute", 59);
    literal(':');
    int second = ranged("05", "second", 59);
    int nanos = micros ? exactMicros() : fraction();
    int offset = zone();
    if (at < text.length()) {
      throw new IllegalArgumentException(
          "parsing time %s: extra text: %s".formatted(quote(text), quote(text.substring(at))));
    }
    if (day < 1 || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      throw outOfRange("day");
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(
        days * 86_400 + hour * 3_600L + minute * 60L + second - offset, nanos);
  }

  private int ranged(String element, String name, int largest) {
    int value = number(2, element);
    if (value > largest) {
      throw outOfRange(name);
    }
    return value;
  }

  private int number(int width, String element) {
    int value = 0;
    for (int i = 0; i < width; i++) {
      int digit = digitAt(at + i);
      if (digit < 0) {
        throw unparsable(element);
      }
      value = value * 10 + digit;
    }
    at += width;
    return value;
  }

  private int digitAt(int index) {
    char c = index < text.length() ? text.charAt(index) : ' ';
    return c >= '0' && c <= '9' ? c - '0' : -1;
  }

  private void literal(char wanted) {
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw unparsable(String.valueOf(wanted));
    }
    at++;
  }

  private int fraction() {
    if (at >= text.length()
        || (text.charAt(at) != '.' && text.charAt(at) != ',')
        || digitAt(at + 1) < 0) {
      return 0;
    }
    at++;
    int nanos = 0;
    int unit = 100_000_000;
    for (int digit = digitAt(at); digit >= 0; digit = digitAt(++at)) {
      nanos += digit * unit;
      unit /= 10;
    }
    return nanos;
  }

  private int exactMicros() {
    if (at >= text.length() || text.charAt(at) != '.') {
      throw unparsable(".000000");
    }
    int nanos = 0;
    for (int i = 1; i <= MICRO_DIGITS; i++) {
      int digit = digitAt(at + i);
      if (digit < 0) {
        throw unparsable(".000000");
      }
      nanos = nanos * 10 + digit;
    }
    at += 1 + MICRO_DIGITS;
    return nanos * 1000;
  }

  /// The offset from UTC in seconds.
  private int zone() {
    if (at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return 0;
    }
    boolean shaped =
        at + 6 <= text.length()
            && (text.charAt(at) == '+' || text.charAt(at) == '-')
            && digitAt(at + 1) >= 0
            && digitAt(at + 2) >= 0
            && text.charAt(at + 3) == ':'
            && digitAt(at + 4) >= 0
            && digitAt(at + 5) >= 0;
    if (!shaped) {
      throw unparsable("Z07:00");
    }
    int hours = digitAt(at + 1) * 10 + digitAt(at + 2);
    int minutes = digitAt(at + 4) * 10 + digitAt(at + 5);
    if (hours > 24) {
      throw outOfRange("time zone offset hour");
    }
    if (minutes > 60) {
      throw outOfRange("time zone offset minute");
    }
    int seconds = hours * 3_600 + minutes * 60;
    boolean east = text.charAt(at) == '+';
    at += 6;
    return east ? seconds : -seconds;
  }

  private IllegalArgumentException unparsable(String element) {
    return new IllegalArgumentException(
        "parsing time %s as %s: cannot parse %s as %s"
            .formatted(quote(text), quote(layout), quote(text.substring(at)), quote(element)));
  }

  private IllegalArgumentException outOfRange(String what) {
    return new IllegalArgumentException(
        "parsing time %s: %s out of range".formatted(quote(text), what));
  }

  private static String quote(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
