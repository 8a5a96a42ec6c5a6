package io.kubejar.api.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Reads durations such as `1h15m30.918s`.
final class DurationParser {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

  private DurationParser() {}

  static long parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    int end = text.length();
    if (text.substring(at).equals("0")) {
      return 0;
    }
    if (at == end) {
      throw invalid(text);
    }
    BigInteger sum = BigInteger.ZERO;
    while (at < end) {
      int numberEnd = at;
      int points = 0;
      while (numberEnd < end && isNumber(text.charAt(numberEnd))) {
        points += text.charAt(numberEnd) == '.' ? 1 : 0;
        if (points > 1) {
          break;
        }
        numberEnd++;
      }
      String number = text.substring(at, numberEnd);
      if (number.isEmpty() || number.equals(".") || number.length() > 40) {
        throw invalid(text);
      }
      int unitEnd = numberEnd;
      while (unitEnd < end && !isNumber(text.charAt(unitEnd))) {
        unitEnd++;
      }
      String unit = text.substring(numberEnd, unitEnd);
      if (unit.isEmpty()) {
        throw new IllegalArgumentException("time: missing unit in duration " + quote(text));
      }
      BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unitNanos(unit, text)));
      sum = sum.add(nanos.setScale(0, RoundingMode.DOWN).toBigInteger());
      at = unitEnd;
    }
    if (sum.compareTo(LIMIT) > 0 || (!negative && sum.equals(LIMIT))) {
      throw invalid(text);
    }
    return negative ? sum.negate().longValue() : sum.longValue();
  }

  private static boolean isNumber(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static long unitNanos(String unit, String text) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default ->
          throw new IllegalArgumentException(
              "time: unknown unit %s in duration %s".formatted(quote(unit), quote(text)));
    };
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration " + quote(text));
  }

  private static String quote(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
