package io.kubejar.server.health;

import io.kubejar.server.rest.RequestInfo;
import io.kubejar.server.rest.RequestObserver;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// The figures of requests, under upstream's names.
///
/// @see <a href="https://kubernetes.io/docs/reference/instrumentation/metrics/">metrics</a>
public final class RequestMetrics implements RequestObserver {
  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };
  private static final String[] LABELS = {
    "component", "dry_run", "group", "resource", "scope", "subresource", "verb", "version"
  };
  private static final Set<String> CONNECTING = Set.of("exec", "attach", "portforward", "proxy");

  /// Resources of the core group; none of them is to be removed.
  private static final Set<String> DEPRECATED = Set.of("componentstatuses", "endpoints");

  private static final Set<String> READING = Set.of("get", "list", "watch", "head", "options");

  private final Metrics.Counter total;
  private final Metrics.Histogram durations;
  private final Metrics.Histogram indicator;
  private final Metrics.Level longRunning;
  private final AtomicLong reading = new AtomicLong();
  private final AtomicLong mutating = new AtomicLong();
  private final Metrics.Counter logins;
  private final Set<List<String>> deprecated = ConcurrentHashMap.newKeySet();

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
            LABELS);
    indicator =
        metrics.histogram(
            "apiserver_request_sli_duration_seconds",
            "How long requests took that count for service levels, by verb, kind and scope.",
            SECONDS,
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
            "component",
            "group",
            "resource",
            "scope",
            "subresource",
            "verb",
            "version");
    logins =
        metrics.counter(
            "authentication_attempts", "Attempts to find out who asks, by their result.", "result");
    metrics.samples(
        "apiserver_requested_deprecated_apis",
        "Deprecated parts of the API that somebody asked for.",
        List.of("group", "removed_release", "resource", "subresource", "version"),
        () -> deprecated.stream().collect(Collectors.toMap(each -> each, _ -> 1.0)));
    inflight(metrics, "readOnly", reading);
    inflight(metrics, "mutating", mutating);
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
    if (isLong(info)) {
      longRunning.add(1, longLabels(info));
    } else {
      atWork(info).incrementAndGet();
    }
  }

  @Override
  public void authenticated(boolean known) {
    logins.add(known ? "success" : "failure");
  }

  @Override
  public void ended(RequestInfo info, int code, boolean dryRun, Duration took) {
    boolean isLong = isLong(info);
    if (isLong) {
      longRunning.add(-1, longLabels(info));
    } else {
      atWork(info).decrementAndGet();
    }
    // What a client makes up must not make up series.
    boolean known = code != 404 && code != 403 && code != 401;
    String group = known ? info.group() : "";
    String version = known ? info.version() : "";
    String resource = known ? info.resource() : "";
    String subresource = known ? info.subresource() : "";
    String scope = known ? scope(info) : "";
    String verb = known ? verb(info) : "other";
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
    if (known && group.isEmpty() && DEPRECATED.contains(resource)) {
      deprecated.add(List.of(group, "", resource, subresource, version));
    }
    if (!isLong) {
      double seconds = took.toNanos() / 1e9;
      durations.observe(
          seconds, "apiserver", dry, group, resource, scope, subresource, verb, version);
      indicator.observe(seconds, "apiserver", group, resource, scope, subresource, verb, version);
    }
  }

  private AtomicLong atWork(RequestInfo info) {
    return READING.contains(info.verb()) ? reading : mutating;
  }

  private static boolean isLong(RequestInfo info) {
    return info.verb().equals("watch")
        || info.subresource().equals("log")
        || CONNECTING.contains(info.subresource());
  }

  private static String[] longLabels(RequestInfo info) {
    return new String[] {
      "apiserver",
      info.group(),
      info.resource(),
      scope(info),
      info.subresource(),
      verb(info),
      info.version()
    };
  }

  /// The verb as upstream counts it: that of HTTP, but for lists, watches and connections.
  private static String verb(RequestInfo info) {
    if (CONNECTING.contains(info.subresource())) {
      return "CONNECT";
    }
    return switch (info.verb()) {
      case "create" -> "POST";
      case "update" -> "PUT";
      default -> info.verb().toUpperCase(Locale.ROOT);
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
