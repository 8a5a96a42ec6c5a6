package io.kubejar.store;

import java.time.Duration;

/// A running delivery of changes to one listener.
public interface Watch extends AutoCloseable {

  /// Everything up to this revision has been delivered. It grows with each commit, whether it
  /// touched the watched keys or not.
  long revision();

  /// Waits until everything up to a revision has been delivered, that is, the listener returned.
  ///
  /// @return whether that was so in time; false as well when the watch ended before
  boolean await(long revision, Duration timeout) throws InterruptedException;

  /// Ends the delivery. One call of the listener that is under way or about to begin may still
  /// come, then `onEnd`.
  @Override
  void close();
}
