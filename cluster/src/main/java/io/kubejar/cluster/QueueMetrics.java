package io.kubejar.cluster;

import io.kubejar.client.QueueObserver;
import io.kubejar.server.health.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/// The figures of controllers' queues, under upstream's names.
final class QueueMetrics implements QueueObserver.Maker {
  /// From ten nanoseconds on, times ten.
  private static final double[] SECONDS = {
    1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000
  };

  private final Metrics metrics;
  private final Metrics.Counter adds;
  private final Metrics.Counter retries;
  private final Metrics.Histogram waits;
  private final Metrics.Histogram work;

  QueueMetrics(Metrics metrics) {
    this.metrics = metrics;
    adds = metrics.counter("workqueue_adds_total", "Keys added to a queue.", "name");
    retries =
        metrics.counter(
            "workqueue_retries_total", "Keys that came back to a queue after a failure.", "name");
    waits =
        metrics.histogram(
            "workqueue_queue_duration_seconds",
            "How long keys waited in a queue.",
            SECONDS,
            "name");
    work =
        metrics.histogram(
            "workqueue_work_duration_seconds",
            "How long keys of a queue were worked on.",
            SECONDS,
            "name");
  }

  @Override
  public QueueObserver of(String name, Supplier<QueueObserver.Load> load) {
    gauge("workqueue_depth", "Keys that wait in a queue.", name, load, each -> each.waiting());
    gauge(
        "workqueue_unfinished_work_seconds",
        "How long the keys that are worked on have been, all together.",
        name,
        load,
        each -> seconds(each.unfinished()));
    gauge(
        "workqueue_longest_running_processor_seconds",
        "How long the key that was taken first has been worked on.",
        name,
        load,
        each -> seconds(each.longest()));
    return new Counting(
        adds.series(name), retries.series(name), waits.series(name), work.series(name));
  }

  private void gauge(
      String metric,
      String help,
      String name,
      Supplier<QueueObserver.Load> load,
      Function<QueueObserver.Load, Number> figure) {
    metrics.gauge(
        metric, help, () -> figure.apply(load.get()).doubleValue(), List.of("name"), List.of(name));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /// The figures of one queue.
  private record Counting(
      LongAdder adds,
      LongAdder retries,
      Metrics.Histogram.Series waits,
      Metrics.Histogram.Series work)
      implements QueueObserver {
    @Override
    public void added() {
      adds.increment();
    }

    @Override
    public void retried() {
      retries.increment();
    }

    @Override
    public void taken(Duration waited) {
      waits.observe(seconds(waited));
    }

    @Override
    public void done(Duration worked) {
      work.observe(seconds(worked));
    }
  }
}
