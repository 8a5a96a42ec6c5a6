package io.kubejar.api.value;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/// A length of time in nanoseconds, written as `1h2m3.5s`.
public record Duration(long nanos) implements Comparable<Duration> {
  public static final Duration ZERO = new Duration(0);

  public static Duration ofSeconds(long seconds) {
    return new Duration(TimeUnit.SECONDS.toNanos(seconds));
  }

  public static Duration of(java.time.Duration duration) {
    return new Duration(duration.toNanos());
  }

  /// Reads numbers with units, `h m s ms us ns`, one after another; throws
  /// [IllegalArgumentException] otherwise.
  public static Duration parse(String text) {
    return new Duration(DurationParser.parse(text));
  }

  public java.time.Duration toJava() {
    return java.time.Duration.ofNanos(nanos);
  }

  @Override
  public int compareTo(Duration other) {
    return Long.compare(nanos, other.nanos);
  }

  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    if (size.longValue() >= 0 && size.longValue() < 1_000_000_000L) {
      return sign + belowSecond(size.longValue());
    }
    long whole = size.movePointLeft(9).longValue();
    BigDecimal seconds = size.movePointLeft(9).subtract(BigDecimal.valueOf(whole - whole % 60));
    StringBuilder out = new StringBuilder(sign);
    if (whole >= 3_600) {
      out.append(whole / 3_600).append('h');
    }
    if (whole >= 60) {
      out.append(whole / 60 % 60).append('m');
    }
    return out.append(plain(seconds)).append('s').toString();
  }

  private static String belowSecond(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? plain(BigDecimal.valueOf(nanos, 3)) + "µs"
        : plain(BigDecimal.valueOf(nanos, 6)) + "ms";
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
