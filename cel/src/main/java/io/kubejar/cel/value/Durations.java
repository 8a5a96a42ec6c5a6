package io.kubejar.cel.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go writes them: `1h30m`, `1.5s`, `-200ms`.
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
  private static final BigDecimal MAX = new BigDecimal(Long.MAX_VALUE);

  private Durations() {}

  /// Reads a duration; throws [CelError] when it is none.
  public static Duration parse(String text) {
    String rest = text;
    boolean negative = false;
    if (!rest.isEmpty() && (rest.charAt(0) == '-' || rest.charAt(0) == '+')) {
      negative = rest.charAt(0) == '-';
      rest = rest.substring(1);
    }
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty() || rest.length() > 64) {
      throw invalid(text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!part.find(at) || part.start() != at || part.group(1).replace(".", "").isEmpty()) {
        throw invalid(text);
      }
      nanos = nanos.add(new BigDecimal(number(part.group(1))).multiply(unit(part.group(2))));
      at = part.end();
    }
    if (nanos.compareTo(MAX) > 0) {
      throw invalid(text);
    }
    long whole = nanos.longValue();
    return Duration.ofNanos(negative ? -whole : whole);
  }

  private static String number(String digits) {
    return "0" + (digits.endsWith(".") ? digits + "0" : digits);
  }

  private static BigDecimal unit(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us", "µs", "μs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        });
  }

  private static CelError invalid(String text) {
    return new CelError("time: invalid duration \"" + text + "\"");
  }
}
