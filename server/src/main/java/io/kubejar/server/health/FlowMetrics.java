package io.kubejar.server.health;

import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.fairness.FlowControl.LevelDemand;
import io.kubejar.server.fairness.FlowControl.LevelSeats;
import io.kubejar.server.fairness.FlowCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The figures of priority and fairness, under upstream's names.
public final class FlowMetrics implements FlowCounts {
  private static final double[] SECONDS = {
    0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30
  };
  private static final double[] SEATS = {1, 2, 4, 10};
  private static final double[] LENGTHS = {0, 10, 25, 50, 100, 250, 500, 1000};
  private static final String PREFIX = "apiserver_flowcontrol_";
  private static final String[] OF = {"flow_schema", "priority_level"};

  private final Metrics metrics;
  private final Metrics.Counter dispatched;
  private final Metrics.Counter rejected;
  private final Metrics.Histogram waits;
  private final Metrics.Histogram executions;
  private final Metrics.Histogram widths;
  private final Metrics.Histogram lengths;
  private final Set<String> levels = ConcurrentHashMap.newKeySet();
  private final Map<Of, Series> known = new ConcurrentHashMap<>();
  private volatile @Nullable FlowControl control;

  /// What every request of one schema at its level is noted in.
  private record Series(
      LongAdder dispatched,
      Metrics.Histogram.Series waits,
      Metrics.Histogram.Series executions,
      Metrics.Histogram.Series watches,
      Metrics.Histogram.Series widths) {}

  public FlowMetrics(Metrics metrics) {
    this.metrics = metrics;
    dispatched =
        metrics.counter(
            PREFIX + "dispatched_requests_total",
            "Number of requests executed by API Priority and Fairness subsystem",
            OF);
    rejected =
        metrics.counter(
            PREFIX + "rejected_requests_total",
            "Number of requests rejected by API Priority and Fairness subsystem",
            "flow_schema",
            "priority_level",
            "reason");
    waits =
        metrics.histogram(
            PREFIX + "request_wait_duration_seconds",
            "Length of time a request spent waiting in its queue",
            SECONDS,
            "execute",
            "flow_schema",
            "priority_level");
    executions =
        metrics.histogram(
            PREFIX + "request_execution_seconds",
            "Duration of initial stage (for a WATCH) or any (for a non-WATCH) stage of request"
                + " execution in the API Priority and Fairness subsystem",
            SECONDS,
            "flow_schema",
            "priority_level",
            "type");
    widths =
        metrics.histogram(
            PREFIX + "work_estimated_seats",
            "How many seats requests were thought to take.",
            SEATS,
            OF);
    lengths =
        metrics.histogram(
            PREFIX + "request_queue_length_after_enqueue",
            "How long the queue was in which a request began to wait.",
            LENGTHS,
            OF);
  }

  /// Whose seats are shown.
  public void show(FlowControl shown) {
    control = shown;
  }

  @Override
  public void of(Of counts) {
    current(
        counts,
        "current_inqueue_requests",
        "Number of requests currently pending in queues of the API Priority and Fairness subsystem",
        counts.waiting());
    current(
        counts,
        "current_inqueue_seats",
        "Seats that the requests in queues wait for.",
        counts.waitingSeats());
    current(
        counts,
        "current_executing_requests",
        "Number of requests in initial (for a WATCH) or any (for a non-WATCH) execution stage in"
            + " the API Priority and Fairness subsystem",
        counts.executing());
    current(
        counts,
        "current_executing_seats",
        "Concurrency (number of seats) occupied by the currently executing requests in the API"
            + " Priority and Fairness subsystem",
        counts.seats());
    current(
        counts,
        "request_concurrency_in_use",
        "The same as current_executing_seats, under its older name.",
        counts.seats());
    String level = counts.level();
    if (levels.add(level)) {
      seats(
          "nominal_limit_seats",
          "Nominal number of execution seats available to each priority level",
          level,
          LevelSeats::nominal);
      seats(
          "request_concurrency_limit",
          "The same as nominal_limit_seats, under its older name.",
          level,
          LevelSeats::nominal);
      seats(
          "lower_limit_seats",
          "Configured lower bound on number of execution seats available to each priority level",
          level,
          LevelSeats::lower);
      seats(
          "upper_limit_seats",
          "Configured upper bound on number of execution seats available to each priority level",
          level,
          LevelSeats::upper);
      seats(
          "current_limit_seats",
          "current derived number of execution seats available to each priority level",
          level,
          LevelSeats::current);
      demand(
          "demand_seats_high_watermark",
          "The most seats that were wanted in the last period.",
          level,
          LevelDemand::most);
      demand(
          "demand_seats_average",
          "The mean of the seats that were wanted in the last period.",
          level,
          LevelDemand::mean);
      demand(
          "demand_seats_stdev",
          "The standard deviation of the seats that were wanted in the last period.",
          level,
          LevelDemand::deviation);
      demand(
          "demand_seats_smoothed",
          "The seats that are wanted, with a memory of former periods.",
          level,
          LevelDemand::smooth);
      demand(
          "target_seats",
          "The seats that a priority level is to have, if there are enough for all.",
          level,
          LevelDemand::target);
    }
  }

  private void current(Of of, String name, String help, AtomicInteger value) {
    metrics.gauge(PREFIX + name, help, value::get, List.of(OF), List.of(of.schema(), of.level()));
  }

  private void seats(String name, String help, String level, ToIntFunction<LevelSeats> figure) {
    ofLevel(name, help, level, each -> each.seats(level), figure::applyAsInt);
  }

  private void demand(
      String name, String help, String level, ToDoubleFunction<LevelDemand> figure) {
    ofLevel(name, help, level, each -> each.demand(level), figure);
  }

  private <F> void ofLevel(
      String name,
      String help,
      String level,
      Function<FlowControl, @Nullable F> find,
      ToDoubleFunction<F> figure) {
    DoubleSupplier value =
        () -> {
          FlowControl shown = control;
          F found = shown == null ? null : find.apply(shown);
          return found == null ? 0 : figure.applyAsDouble(found);
        };
    metrics.gauge(PREFIX + name, help, value, List.of("priority_level"), List.of(level));
  }

  private Series series(Of of) {
    Series found = known.get(of);
    return found != null ? found : known.computeIfAbsent(of, this::made);
  }

  private Series made(Of of) {
    return new Series(
        dispatched.series(of.schema(), of.level()),
        waits.series("true", of.schema(), of.level()),
        executions.series(of.schema(), of.level(), "regular"),
        executions.series(of.schema(), of.level(), "watch"),
        widths.series(of.schema(), of.level()));
  }

  @Override
  public void estimated(Of of, int seats) {
    series(of).widths().observe(seats);
  }

  @Override
  public void enqueued(Of of, int length) {
    lengths.observe(length, of.schema(), of.level());
  }

  @Override
  public void dispatched(Of of, Duration waited) {
    Series series = series(of);
    series.dispatched().increment();
    series.waits().observe(waited.toNanos() / 1e9);
  }

  @Override
  public void rejected(Of of, String reason) {
    rejected.add(of.schema(), of.level(), reason);
  }

  @Override
  public void finished(Of of, boolean watch, Duration took) {
    Series series = series(of);
    (watch ? series.watches() : series.executions()).observe(took.toNanos() / 1e9);
  }
}
