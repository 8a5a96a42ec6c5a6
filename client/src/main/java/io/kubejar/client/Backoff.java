package io.kubejar.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Waits that double from a first to a longest one, each shortened at random by up to a fifth so
/// that many clients do not return together.
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /// How long to wait now.
  public Duration next() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return wait.minusNanos(ThreadLocalRandom.current().nextLong(wait.toNanos() / 5 + 1));
  }

  /// Starts again with the first wait.
  public void reset() {
    next = first;
  }
}
