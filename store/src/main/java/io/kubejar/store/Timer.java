package io.kubejar.store;

import java.time.Duration;
import java.time.Instant;

/// Time as the store sees it: the clock, and calls when some time has passed.
public interface Timer extends AutoCloseable {

  /// The time now.
  Instant now();

  /// Runs a task once after a delay, on a thread of the timer.
  Call after(Duration delay, Runnable task);

  /// Cancels everything and ends the timer's thread.
  @Override
  void close();

  /// A call to come.
  @FunctionalInterface
  interface Call {
    /// Gives the call up, unless it began.
    void cancel();
  }
}
