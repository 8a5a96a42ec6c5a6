package io.kubejar.server.fairness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Hears of what priority and fairness does, to count it.
public interface FlowCounts {
  /// Counts nothing.
  FlowCounts NONE =
      new FlowCounts() {
        @Override
        public void of(Of counts) {}

        @Override
        public void estimated(Of of, int seats) {}

        @Override
        public void enqueued(Of of, int length) {}

        @Override
        public void dispatched(Of of, Duration waited) {}

        @Override
        public void rejected(Of of, String reason) {}

        @Override
        public void finished(Of of, boolean watch, Duration took) {}
      };

  /// What is under way of one schema at its level.
  ///
  /// @param schema the flow schema
  /// @param level the priority level
  /// @param waiting the requests that wait
  /// @param waitingSeats the seats those wait for
  /// @param executing the requests that are worked on
  /// @param seats the seats those take
  record Of(
      String schema,
      String level,
      AtomicInteger waiting,
      AtomicInteger waitingSeats,
      AtomicInteger executing,
      AtomicInteger seats) {
    static Of of(String schema, String level) {
      return new Of(
          schema,
          level,
          new AtomicInteger(),
          new AtomicInteger(),
          new AtomicInteger(),
          new AtomicInteger());
    }
  }

  /// There is a schema.
  void of(Of counts);

  /// It is known what a request takes.
  void estimated(Of of, int seats);

  /// A request begins to wait.
  ///
  /// @param length how many wait in its queue now
  void enqueued(Of of, int length);

  /// A request goes on.
  void dispatched(Of of, Duration waited);

  /// A request is refused.
  ///
  /// @param reason `queue-full`, `concurrency-limit`, `time-out` or `cancelled`
  void rejected(Of of, String reason);

  /// A request is done.
  ///
  /// @param watch whether it was a watch, which is done when its stream begins
  void finished(Of of, boolean watch, Duration took);
}
