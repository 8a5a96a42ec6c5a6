package io.kubejar.cluster.testing;

import java.time.Duration;

/// Waiting for what a cluster brings about in its own time.
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Eventually() {}

  /// Assertions that hold sooner or later.
  public interface Assertions {
    void run() throws Exception;
  }

  /// Repeats assertions until they hold; fails with their last failure.
  public static void eventually(Assertions assertions) {
    within(LIMIT, assertions);
  }

  /// Repeats assertions until they hold, no longer than the limit.
  public static void within(Duration limit, Assertions assertions) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        assertions.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
