package io.kubejar.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what other threads are about to do.
public final class Eventually {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Eventually() {}

  /// Returns as soon as the condition holds; fails when it does not within ten seconds.
  public static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen: " + what);
      }
      Thread.sleep(2);
    }
  }
}
