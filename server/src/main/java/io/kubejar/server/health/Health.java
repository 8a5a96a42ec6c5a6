package io.kubejar.server.health;

import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers `/healthz`, `/livez` and `/readyz`, as a whole or for one check.
public final class Health {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final String path;
  private final List<Check> checks;

  /// One thing to look at.
  ///
  /// @param name as the last part of its path
  /// @param flaw what is wrong; null when all is well
  public record Check(String name, Supplier<@Nullable String> flaw) {
    /// A check that is well as soon as the server answers at all.
    public static Check trivial(String name) {
      return new Check(name, () -> null);
    }

    /// A check of a condition.
    public static Check of(String name, Supplier<Boolean> holds, String flaw) {
      return new Check(name, () -> holds.get() ? null : flaw);
    }
  }

  private final Metrics.Counter looks;
  private final Map<List<String>, Double> states;

  private Health(
      String path, List<Check> checks, Metrics.Counter looks, Map<List<String>, Double> states) {
    this.path = path;
    this.checks = List.copyOf(checks);
    this.looks = looks;
    this.states = states;
  }

  /// The routes of `/healthz`, `/livez` and `/readyz`, and of what came of the checks,
  /// `/metrics/slis`.
  public static List<Route> routes(HealthChecks checks) {
    var metrics = new Metrics();
    var looks =
        metrics.counter(
            "kubernetes_healthchecks_total", "Results of health checks.", "name", "status", "type");
    Map<List<String>, Double> states = new ConcurrentHashMap<>();
    metrics.samples(
        "kubernetes_healthcheck",
        "The last result of a health check: 1 when all was well.",
        List.of("name", "type"),
        () -> states);
    var routes = new ArrayList<Route>();
    routes.addAll(new Health("/healthz", checks.live(), looks, states).routes());
    routes.addAll(new Health("/livez", checks.live(), looks, states).routes());
    routes.addAll(new Health("/readyz", checks.ready(), looks, states).routes());
    routes.add(metrics.route("/metrics/slis"));
    return List.copyOf(routes);
  }

  private List<Route> routes() {
    return List.of(Route.any(path, this::all), Route.below(path + "/", this::one));
  }

  private void all(RequestContext context) {
    var query = context.exchange().query();
    Set<String> excluded = new LinkedHashSet<>(query.all("exclude"));
    Set<String> unknown = new LinkedHashSet<>(excluded);
    var lines = new StringBuilder();
    var failed = new ArrayList<String>();
    for (Check check : checks) {
      unknown.remove(check.name());
      if (excluded.contains(check.name())) {
        lines.append("[+]").append(check.name()).append(" excluded: ok\n");
        continue;
      }
      if (flaw(check) == null) {
        lines.append("[+]").append(check.name()).append(" ok\n");
      } else {
        failed.add(check.name());
        lines.append("[-]").append(check.name()).append(" failed: reason withheld\n");
      }
    }
    if (!unknown.isEmpty()) {
      lines
          .append("warn: some health checks cannot be excluded: no matches for ")
          .append(String.join(",", unknown.stream().map(name -> '"' + name + '"').toList()))
          .append('\n');
    }
    String name = path.substring(1);
    if (!failed.isEmpty()) {
      respond(context, 500, lines + name + " check failed\n");
    } else if (query.contains("verbose")) {
      respond(context, 200, lines + name + " check passed\n");
    } else {
      respond(context, 200, "ok");
    }
  }

  private void one(RequestContext context) {
    String wanted = context.exchange().path().substring(path.length() + 1);
    for (Check check : checks) {
      if (check.name().equals(wanted)) {
        String flaw = flaw(check);
        respond(
            context,
            flaw == null ? 200 : 500,
            flaw == null ? "ok" : "internal server error: " + flaw + "\n");
        return;
      }
    }
    respond(context, 404, "404 page not found\n");
  }

  private @Nullable String flaw(Check check) {
    String type = path.substring(1);
    String flaw = found(check);
    looks.add(check.name(), flaw == null ? "success" : "error", type);
    states.put(List.of(check.name(), type), flaw == null ? 1.0 : 0.0);
    return flaw;
  }

  private static @Nullable String found(Check check) {
    try {
      return check.flaw().get();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void respond(RequestContext context, int status, String text) {
    context
        .exchange()
        .respond(
            status,
            context.headers(TEXT).with("x-content-type-options", "nosniff"),
            text.getBytes(StandardCharsets.UTF_8));
  }
}
