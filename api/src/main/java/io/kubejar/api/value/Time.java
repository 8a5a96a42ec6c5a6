package io.kubejar.api.value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A moment to the second, RFC 3339 in UTC.
public record Time(Instant instant) implements Comparable<Time> {
  public static final Time EPOCH = new Time(Instant.EPOCH);

  /// The first moment of the year 1, which stands for no time at all and is written as `null`.
  public static final Time ZERO = new Time(Instant.ofEpochSecond(-62_135_596_800L));

  public Time {
    instant = instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Reads RFC 3339 with any offset; throws [IllegalArgumentException] otherwise.
  public static Time parse(String text) {
    return new Time(Rfc3339.parse(text));
  }

  @Override
  public int compareTo(Time other) {
    return instant.compareTo(other.instant);
  }

  /// `2006-01-02T15:04:05Z`.
  @Override
  public String toString() {
    return Rfc3339.format(instant, false);
  }
}
