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
        public void dispatched(Of of, Duration waited) {}

        @Override
        public void rejected(Of of, String reason) {}

        @Override
        public void finished(Of of, Duration took) {}
      };

  /// What is under way of one schema at its level.
  ///
  /// @param schema the flow schema
  /// @param level the priority level
  /// @param waiting the requests that wait
  /// @param executing the requests that are worked on
  /// @param seats the seats those take
  record Of(
      String schema,
      String level,
      AtomicInteger waiting,
      AtomicInteger executing,
      AtomicInteger seats) {
    static Of of(String schema, String level) {
      return new Of(schema, level, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }
  }

  /// There is a schema.
  void of(Of counts);

  /// A request goes on.
  void dispatched(Of of, Duration waited);

  /// A request is refused.
  ///
  /// @param reason `queue-full`, `concurrency-limit`, `time-out` or `cancelled`
  void rejected(Of of, String reason);

  /// A request is done.
  void finished(Of of, Duration took);
}
