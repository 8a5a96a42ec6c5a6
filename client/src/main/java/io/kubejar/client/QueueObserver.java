package io.kubejar.client;

import java.time.Duration;
import java.util.function.Supplier;

/// Hears of what happens to a queue, to count it. It is called under the queue's lock, so it must
/// not wait or call the queue.
public interface QueueObserver {
  /// Counts nothing.
  QueueObserver NONE =
      new QueueObserver() {
        @Override
        public void added() {}

        @Override
        public void retried() {}

        @Override
        public void taken(Duration waited) {}

        @Override
        public void done(Duration worked) {}
      };

  /// A key was added that did not wait already.
  void added();

  /// A key comes back after a failure.
  void retried();

  /// A key was taken to be worked on.
  void taken(Duration waited);

  /// The work on a key ended.
  void done(Duration worked);

  /// What a queue holds at a moment.
  ///
  /// @param waiting the keys that are due and not taken
  /// @param unfinished how long all keys at work together have been worked on
  /// @param longest how long the one of them has been that was taken first
  record Load(int waiting, Duration unfinished, Duration longest) {}

  /// Makes the observers of queues.
  @FunctionalInterface
  interface Maker {
    /// Makes none.
    Maker NONE = (_, _) -> QueueObserver.NONE;

    /// @param name the queue's
    /// @param load says what the queue holds
    QueueObserver of(String name, Supplier<Load> load);
  }
}
