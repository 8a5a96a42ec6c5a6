package io.kubejar.api.value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A moment to the microsecond, RFC 3339 in UTC with six fraction digits.
public record MicroTime(Instant instant) implements Comparable<MicroTime> {
  public MicroTime {
    instant = instant.truncatedTo(ChronoUnit.MICROS);
  }

  /// Reads RFC 3339 with six fraction digits and any offset; throws [IllegalArgumentException]
  /// otherwise.
  public static MicroTime parse(String text) {
    return new MicroTime(Rfc3339.parseMicros(text));
  }

  @Override
  public int compareTo(MicroTime other) {
    return instant.compareTo(other.instant);
  }

  /// `2006-01-02T15:04:05.000000Z`.
  @Override
  public String toString() {
    return Rfc3339.format(instant, true);
  }
}
