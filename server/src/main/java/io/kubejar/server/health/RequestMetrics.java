package io.kubejar.server.health;

import io.kubejar.server.rest.RequestInfo;
import io.kubejar.server.rest.RequestObserver;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The figures of requests, under upstream's names.
///
/// Those of one sort of request are found together by one look-up.
///
/// @see <a href="https://kubernetes.io/docs/reference/instrumentation/metrics/">metrics</a>
public final class RequestMetrics implements RequestObserver {
  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };
  private static final double[] BODY_BYTES = bodyBytes();
  private static final double[] ANSWER_BYTES = {1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  private static final double[] EVENT_BYTES = {
    1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072
  };
  private static final String[] LABELS = {
    "component", "group", "resource", "scope", "subresource", "verb", "version"
  };
  private static final Set<String> SIZED = Set.of("GET", "LIST");
  private static final Set<String> VALIDATED = Set.of("POST", "PUT", "PATCH");
  private static final Set<String> VALIDATIONS = Set.of("", "Ignore", "Warn", "Strict");

  /// Resources of the core group; none of them is to be removed.
  private static final Set<String> DEPRECATED = Set.of("componentstatuses", "endpoints");

  private static final Set<String> READING = Set.of("get", "list", "watch", "head", "options");

  private final Metrics.Counter total;
  private final Metrics.Histogram durations;
  private final Metrics.Histogram indicator;
  private final Metrics.Histogram objective;
  private final Metrics.Histogram answers;
  private final Metrics.Histogram bodies;
  private final Metrics.Histogram validations;
  private final Metrics.Counter terminations;
  private final Metrics.Level longRunning;
  private final Metrics.Counter events;
  private final Metrics.Histogram eventSizes;
  private final AtomicLong reading = new AtomicLong();
  private final AtomicLong mutating = new AtomicLong();
  private final Set<List<String>> deprecated = ConcurrentHashMap.newKeySet();
  private final AccessMetrics access;
  private final Map<Sort, Series> known = new ConcurrentHashMap<>();

  /// Requests that are counted together.
  private record Sort(RequestLabels labels, int code, boolean dryRun, boolean isLong) {}

  /// Where they are counted.
  private record Series(
      LongAdder total,
      Metrics.Histogram.@Nullable Series durations,
      Metrics.Histogram.@Nullable Series indicator,
      Metrics.Histogram.@Nullable Series objective,
      Metrics.Histogram.@Nullable Series answers,
      Metrics.Histogram.@Nullable Series bodies) {}

  public RequestMetrics(Metrics metrics) {
    total =
        metrics.counter(
            "apiserver_request_total",
            "Requests by verb, kind, scope and status code.",
            "code",
            "component",
            "dry_run",
            "group",
            "resource",
            "scope",
            "subresource",
            "verb",
            "version");
    durations =
        metrics.histogram(
            "apiserver_request_duration_seconds",
            "How long requests took, by verb, kind and scope.",
            SECONDS,
            "component",
            "dry_run",
            "group",
            "resource",
            "scope",
            "subresource",
            "verb",
            "version");
    indicator =
        metrics.histogram(
            "apiserver_request_sli_duration_seconds",
            "How long requests took that count for service levels, by verb, kind and scope.",
            SECONDS,
            LABELS);
    objective =
        metrics.histogram(
            "apiserver_request_slo_duration_seconds",
            "The same under its older name.",
            SECONDS,
            LABELS);
    answers =
        metrics.histogram(
            "apiserver_response_sizes",
            "Sizes of the answers to reads, in bytes, before compression on the way.",
            ANSWER_BYTES,
            LABELS);
    bodies =
        metrics.histogram(
            "apiserver_request_body_size_bytes",
            "Sizes of the bodies of requests.",
            BODY_BYTES,
            "group",
            "resource",
            "verb");
    validations =
        metrics.histogram(
            "field_validation_request_duration_seconds",
            "How long writes took, by what their clients want done with unknown fields.",
            SECONDS,
            "field_validation");
    terminations =
        metrics.counter(
            "apiserver_request_terminations_total",
            "Requests that the server ended to protect itself.",
            "code",
            "component",
            "group",
            "resource",
            "scope",
            "subresource",
            "verb",
            "version");
    longRunning =
        metrics.level(
            "apiserver_longrunning_requests",
            "Watches and other long requests that are open.",
            LABELS);
    events =
        metrics.counter(
            "apiserver_watch_events_total",
            "Events that were sent to watches.",
            "group",
            "resource",
            "version");
    eventSizes =
        metrics.histogram(
            "apiserver_watch_events_sizes",
            "Sizes of the events that were sent to watches, in bytes.",
            EVENT_BYTES,
            "group",
            "resource",
            "version");
    metrics.samples(
        "apiserver_requested_deprecated_apis",
        "Deprecated parts of the API that somebody asked for.",
        List.of("group", "removed_release", "resource", "subresource", "version"),
        () -> deprecated.stream().collect(Collectors.toMap(each -> each, _ -> 1.0)));
    inflight(metrics, "readOnly", reading);
    inflight(metrics, "mutating", mutating);
    access = new AccessMetrics(metrics);
  }

  private static double[] bodyBytes() {
    double[] bounds = new double[31];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = 50_000 + i * 100_000.0;
    }
    return bounds;
  }

  private static void inflight(Metrics metrics, String kind, AtomicLong count) {
    metrics.gauge(
        "apiserver_current_inflight_requests",
        "Requests at work, but for long ones.",
        count::get,
        List.of("request_kind"),
        List.of(kind));
  }

  @Override
  public void started(RequestInfo info) {
    if (RequestLabels.isLong(info)) {
      longRunning.add(1, labels(RequestLabels.of(info)));
    } else {
      atWork(info).incrementAndGet();
    }
  }

  @Override
  public IntConsumer watching(RequestInfo info) {
    var sent = events.series(info.group(), info.resource(), info.version());
    var sizes = eventSizes.series(info.group(), info.resource(), info.version());
    return bytes -> {
      sent.increment();
      sizes.observe(bytes);
    };
  }

  @Override
  public void authenticated(@Nullable User user, Duration took) {
    access.authenticated(user, took);
  }

  @Override
  public void certificate(Instant end) {
    access.certificate(end);
  }

  @Override
  public void authorized(Decision decision, Duration took) {
    access.authorized(decision, took);
  }

  @Override
  public void terminated(RequestInfo info, int code) {
    RequestLabels labels = RequestLabels.of(info, code);
    terminations.add(
        Integer.toString(code),
        "apiserver",
        labels.group(),
        labels.resource(),
        labels.scope(),
        labels.subresource(),
        labels.verb(),
        labels.version());
  }

  @Override
  public void ended(RequestInfo info, End end) {
    boolean isLong = RequestLabels.isLong(info);
    if (isLong) {
      longRunning.add(-1, labels(RequestLabels.of(info)));
    } else {
      atWork(info).decrementAndGet();
    }
    var sort = new Sort(RequestLabels.of(info, end.code()), end.code(), end.dryRun(), isLong);
    Series series = known.get(sort);
    if (series == null) {
      series = known.computeIfAbsent(sort, this::series);
    }
    series.total().increment();
    double seconds = end.took().toNanos() / 1e9;
    observe(series.durations(), seconds);
    observe(series.indicator(), seconds);
    observe(series.objective(), seconds);
    observe(series.answers(), end.answerBytes());
    if (end.bodyBytes() > 0) {
      observe(series.bodies(), end.bodyBytes());
    }
    RequestLabels labels = sort.labels();
    if (VALIDATED.contains(labels.verb()) && !labels.resource().isEmpty()) {
      String wanted = end.fieldValidation();
      validations.observe(seconds, VALIDATIONS.contains(wanted) ? wanted : "invalid");
    }
    if (labels.group().isEmpty() && DEPRECATED.contains(labels.resource())) {
      deprecated.add(List.of("", "", labels.resource(), labels.subresource(), labels.version()));
    }
  }

  private static void observe(Metrics.Histogram.@Nullable Series series, double value) {
    if (series != null) {
      series.observe(value);
    }
  }

  private Series series(Sort sort) {
    RequestLabels labels = sort.labels();
    boolean isLong = sort.isLong();
    String dry = sort.dryRun() ? "All" : "";
    String[] usual = labels(labels);
    return new Series(
        total.series(
            Integer.toString(sort.code()),
            "apiserver",
            dry,
            labels.group(),
            labels.resource(),
            labels.scope(),
            labels.subresource(),
            labels.verb(),
            labels.version()),
        isLong
            ? null
            : durations.series(
                "apiserver",
                dry,
                labels.group(),
                labels.resource(),
                labels.scope(),
                labels.subresource(),
                labels.verb(),
                labels.version()),
        isLong ? null : indicator.series(usual),
        isLong ? null : objective.series(usual),
        isLong || !SIZED.contains(labels.verb()) || labels.resource().isEmpty()
            ? null
            : answers.series(usual),
        labels.resource().isEmpty()
            ? null
            : bodies.series(labels.group(), labels.resource(), labels.verb()));
  }

  private static String[] labels(RequestLabels labels) {
    return new String[] {
      "apiserver",
      labels.group(),
      labels.resource(),
      labels.scope(),
      labels.subresource(),
      labels.verb(),
      labels.version()
    };
  }

  private AtomicLong atWork(RequestInfo info) {
    return READING.contains(info.verb()) ? reading : mutating;
  }
}
