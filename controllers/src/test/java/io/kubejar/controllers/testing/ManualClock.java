package io.kubejar.controllers.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is moved.
public final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /// The running time that goes with the clock.
  public long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
