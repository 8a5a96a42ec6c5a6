package io.kubejar.server.health;

import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The figures of finding out who asks and whether it is allowed, under upstream's names.
final class AccessMetrics {
  /// From a millisecond on, doubled fourteen times.
  private static final double[] SECONDS = powersOfTwo();

  private static final double[] FILTER_SECONDS = {
    0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 5, 10, 15, 30
  };

  /// From half an hour to a year.
  private static final double[] LIFETIMES = {
    0,
    1_800,
    3_600,
    7_200,
    21_600,
    43_200,
    86_400,
    172_800,
    345_600,
    604_800,
    2_592_000,
    7_776_000,
    15_552_000,
    31_104_000
  };

  /// The users who are counted by name; there may be any number of others.
  private static final Set<String> NAMED =
      Set.of(
          "admin", "client", "kube_proxy", "kubelet", "system:serviceaccount:kube-system:default");

  private final Metrics.Counter attempts;
  private final Metrics.Histogram authentications;
  private final Metrics.Counter users;
  private final Metrics.Histogram certificates;
  private final Metrics.Counter decisions;
  private final Metrics.Histogram authorizations;
  private final Metrics.Histogram.Series authenticationFilter;
  private final Metrics.Histogram.Series authorizationFilter;

  AccessMetrics(Metrics metrics) {
    attempts =
        metrics.counter(
            "authentication_attempts", "Attempts to find out who asks, by their result.", "result");
    authentications =
        metrics.histogram(
            "authentication_duration_seconds",
            "How long it took to find out who asks.",
            SECONDS,
            "result");
    users =
        metrics.counter(
            "authenticated_user_requests", "Requests by the user who asked.", "username");
    certificates =
        metrics.histogram(
            "apiserver_client_certificate_expiration_seconds",
            "How long the certificates that clients show are still good for.",
            LIFETIMES);
    decisions =
        metrics.counter(
            "authorization_attempts_total",
            "Decisions whether a request is allowed, by their result.",
            "result");
    authorizations =
        metrics.histogram(
            "authorization_duration_seconds",
            "How long it took to decide whether a request is allowed.",
            SECONDS,
            "result");
    var filters =
        metrics.histogram(
            "apiserver_request_filter_duration_seconds",
            "How long what comes before the handler of a request took.",
            FILTER_SECONDS,
            "filter");
    authenticationFilter = filters.series("authentication");
    authorizationFilter = filters.series("authorization");
  }

  private static double[] powersOfTwo() {
    double[] bounds = new double[15];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = 0.001 * (1 << i);
    }
    return bounds;
  }

  void authenticated(@Nullable User user, Duration took) {
    String result = user == null ? "failure" : "success";
    double seconds = took.toNanos() / 1e9;
    attempts.add(result);
    authentications.observe(seconds, result);
    authenticationFilter.observe(seconds);
    if (user != null) {
      users.add(shown(user.name()));
    }
  }

  private static String shown(String user) {
    if (NAMED.contains(user)) {
      return user;
    }
    return user.indexOf('@') >= 0 ? "email_id" : "other";
  }

  void certificate(Instant end) {
    certificates.observe(Math.max(0, end.getEpochSecond() - System.currentTimeMillis() / 1000.0));
  }

  void authorized(Decision decision, Duration took) {
    String result =
        switch (decision) {
          case Decision.Allowed _ -> "allowed";
          case Decision.Denied _ -> "denied";
          case Decision.NoOpinion _ -> "no-opinion";
          case Decision.Failed _ -> "error";
        };
    double seconds = took.toNanos() / 1e9;
    decisions.add(result);
    authorizations.observe(seconds, result);
    authorizationFilter.observe(seconds);
  }
}
