package io.kubejar.server.health;

import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.fairness.FlowControl.LevelSeats;
import io.kubejar.server.fairness.FlowCounts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The figures of priority and fairness, under upstream's names.
public final class FlowMetrics implements FlowCounts {
  private static final double[] SECONDS = {
    0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30
  };

  private final Metrics metrics;
  private final Metrics.Counter dispatched;
  private final Metrics.Counter rejected;
  private final Metrics.Histogram waits;
  private final Metrics.Histogram executions;
  private final Set<String> levels = ConcurrentHashMap.newKeySet();
  private volatile @Nullable FlowControl control;

  public FlowMetrics(Metrics metrics) {
    this.metrics = metrics;
    dispatched =
        metrics.counter(
            "apiserver_flowcontrol_dispatched_requests_total",
            "Number of requests executed by API Priority and Fairness subsystem",
            "flow_schema",
            "priority_level");
    rejected =
        metrics.counter(
            "apiserver_flowcontrol_rejected_requests_total",
            "Number of requests rejected by API Priority and Fairness subsystem",
            "flow_schema",
            "priority_level",
            "reason");
    waits =
        metrics.histogram(
            "apiserver_flowcontrol_request_wait_duration_seconds",
            "Length of time a request spent waiting in its queue",
            SECONDS,
            "execute",
            "flow_schema",
            "priority_level");
    executions =
        metrics.histogram(
            "apiserver_flowcontrol_request_execution_seconds",
            "Duration of initial stage (for a WATCH) or any (for a non-WATCH) stage of request"
                + " execution in the API Priority and Fairness subsystem",
            SECONDS,
            "flow_schema",
            "priority_level");
  }

  /// Whose seats are shown.
  public void show(FlowControl shown) {
    control = shown;
  }

  @Override
  public void of(Of counts) {
    List<String> names = List.of("flow_schema", "priority_level");
    List<String> values = List.of(counts.schema(), counts.level());
    metrics.gauge(
        "apiserver_flowcontrol_current_inqueue_requests",
        "Number of requests currently pending in queues of the API Priority and Fairness subsystem",
        counts.waiting()::get,
        names,
        values);
    metrics.gauge(
        "apiserver_flowcontrol_current_executing_requests",
        "Number of requests in initial (for a WATCH) or any (for a non-WATCH) execution stage in"
            + " the API Priority and Fairness subsystem",
        counts.executing()::get,
        names,
        values);
    metrics.gauge(
        "apiserver_flowcontrol_current_executing_seats",
        "Concurrency (number of seats) occupied by the currently executing requests in the API"
            + " Priority and Fairness subsystem",
        counts.seats()::get,
        names,
        values);
    if (levels.add(counts.level())) {
      seats("nominal", "Nominal number of execution seats", counts.level(), LevelSeats::nominal);
      seats(
          "lower",
          "Configured lower bound on number of execution seats",
          counts.level(),
          LevelSeats::lower);
      seats(
          "upper",
          "Configured upper bound on number of execution seats",
          counts.level(),
          LevelSeats::upper);
      seats(
          "current",
          "current derived number of execution seats",
          counts.level(),
          LevelSeats::current);
    }
  }

  private void seats(String name, String help, String level, ToIntFunction<LevelSeats> figure) {
    metrics.gauge(
        "apiserver_flowcontrol_" + name + "_limit_seats",
        help + " available to each priority level",
        () -> {
          FlowControl shown = control;
          LevelSeats seats = shown == null ? null : shown.seats(level);
          return seats == null ? 0 : figure.applyAsInt(seats);
        },
        List.of("priority_level"),
        List.of(level));
  }

  @Override
  public void dispatched(Of of, Duration waited) {
    dispatched.add(of.schema(), of.level());
    waits.observe(waited.toNanos() / 1e9, "true", of.schema(), of.level());
  }

  @Override
  public void rejected(Of of, String reason) {
    rejected.add(of.schema(), of.level(), reason);
  }

  @Override
  public void finished(Of of, Duration took) {
    executions.observe(took.toNanos() / 1e9, of.schema(), of.level());
  }
}
