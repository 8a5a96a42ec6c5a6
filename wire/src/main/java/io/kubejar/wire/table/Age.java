package io.kubejar.wire.table;

import io.kubejar.api.kind.Ages;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Lengths of time in two units at most: `5m12s`, `3d4h`, `2y`.
public final class Age {
  private Age() {}

  /// The time since a moment; `<unknown>` when there is none.
  public static String since(@Nullable Time moment, Instant now) {
    return moment == null || moment.equals(Time.ZERO)
        ? "<unknown>"
        : text(Duration.between(moment.instant(), now));
  }

  /// The short form of a length; one slightly below zero, as clocks differ, is `0s`.
  public static String text(Duration length) {
    return Ages.text(length);
  }
}
