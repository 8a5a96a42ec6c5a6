package io.kubejar.server.health;

import io.kubejar.server.rest.RequestInfo;
import io.kubejar.server.rest.RequestObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// The figures of requests, under upstream's names.
public final class RequestMetrics implements RequestObserver {
  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };

  private final Metrics.Counter total;
  private final Metrics.Histogram durations;
  private final AtomicLong longRunning = new AtomicLong();

  public RequestMetrics(Metrics metrics) {
    total =
        metrics.counter(
            "apiserver_request_total",
            "Counter of apiserver requests broken out for each verb, dry run value, group, version,"
                + " resource, scope, component, and HTTP response code.",
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
            "Response latency distribution in seconds for each verb, dry run value, group, version,"
                + " resource, subresource, scope and component.",
            SECONDS,
            "component",
            "dry_run",
            "group",
            "resource",
            "scope",
            "subresource",
            "verb",
            "version");
    metrics.gauge(
        "apiserver_longrunning_requests",
        "Gauge of all active long-running apiserver requests.",
        longRunning::get);
  }

  @Override
  public void started(RequestInfo info) {
    if (isLong(info)) {
      longRunning.incrementAndGet();
    }
  }

  @Override
  public void ended(RequestInfo info, int code, boolean dryRun, Duration took) {
    boolean isLong = isLong(info);
    if (isLong) {
      longRunning.decrementAndGet();
    }
    // What a client makes up must not make up series.
    boolean known = code != 404 && code != 403 && code != 401;
    String group = known ? info.group() : "";
    String version = known ? info.version() : "";
    String resource = known ? info.resource() : "";
    String subresource = known ? info.subresource() : "";
    String scope = known ? scope(info) : "";
    String verb = known ? info.verb().toUpperCase(Locale.ROOT) : "other";
    String dry = dryRun ? "All" : "";
    total.add(
        Integer.toString(code),
        "apiserver",
        dry,
        group,
        resource,
        scope,
        subresource,
        verb,
        version);
    if (!isLong) {
      durations.observe(
          took.toNanos() / 1e9,
          "apiserver",
          dry,
          group,
          resource,
          scope,
          subresource,
          verb,
          version);
    }
  }

  private static boolean isLong(RequestInfo info) {
    return info.verb().equals("watch")
        || switch (info.subresource()) {
          case "exec", "attach", "portforward", "log", "proxy" -> true;
          default -> false;
        };
  }

  private static String scope(RequestInfo info) {
    if (!info.isResource()) {
      return "";
    }
    if (!info.name().isEmpty()) {
      return "resource";
    }
    return info.namespace().isEmpty() ? "cluster" : "namespace";
  }
}
