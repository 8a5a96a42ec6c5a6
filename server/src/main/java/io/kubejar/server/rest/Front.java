package io.kubejar.server.rest;

import static java.lang.System.Logger.Level.ERROR;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.http.BodyTooLargeException;
import io.kubejar.http.Exchange;
import io.kubejar.http.Handler;
import io.kubejar.http.Headers;
import io.kubejar.http.Protocol;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.audit.Audit;
import io.kubejar.server.audit.Auditor;
import io.kubejar.server.audit.Origin;
import io.kubejar.server.authentication.Impersonation;
import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.StoreFailures;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What every request over HTTP passes: bounds, authentication, authorization, and then whoever
/// answers its path. Errors become answers here.
public final class Front implements Handler, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");
  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Identification identification;
  private final AccessControl access;
  private final Impersonation impersonation;
  private final List<Route> routes;
  private final ResourceHandler resources;
  private final Gate gate;
  private final Deadlines deadlines;
  private final double goawayChance;
  private final RequestObserver observer;
  private final Auditor auditor;
  private volatile Draining draining = Draining.NO;

  private enum Draining {
    NO,
    REFUSE,
    TRY_AGAIN
  }

  /// How much is taken on.
  ///
  /// @param mutating the most writes at the same time, without fairness
  /// @param reading the most reads at the same time, without fairness
  /// @param fairness who decides in which order requests are worked on; null for nobody
  /// @param timeout the longest that a request may take which is no watch or the like
  /// @param goawayChance how likely a request over HTTP/2 is to be the last of its connection
  public record Bounds(
      int mutating,
      int reading,
      @Nullable FlowControl fairness,
      Duration timeout,
      double goawayChance) {}

  public Front(
      Authenticator authenticator,
      AccessControl access,
      List<Route> routes,
      ResourceHandler resources,
      Bounds bounds,
      RequestObserver observer,
      Auditor auditor,
      FeatureGates features) {
    this.identification = new Identification(authenticator, observer);
    this.access = access;
    this.impersonation =
        new Impersonation(access, features.isOn(FeatureGates.CONSTRAINED_IMPERSONATION));
    this.routes = List.copyOf(routes);
    this.resources = resources;
    this.gate =
        bounds.fairness == null
            ? new InFlight(bounds.mutating, bounds.reading)
            : new FairGate(bounds.fairness);
    this.deadlines = new Deadlines(bounds.timeout, Front::failLate);
    this.goawayChance = bounds.goawayChance;
    this.observer = observer;
    this.auditor = auditor;
  }

  /// From now on new requests are refused, except for those that ask how the server is.
  ///
  /// @param retryAfter whether clients are asked to try again
  public void drain(boolean retryAfter) {
    draining = retryAfter ? Draining.TRY_AGAIN : Draining.REFUSE;
  }

  /// Whether requests are worked on that end by themselves: all but watches and the like.
  public boolean isBusy() {
    return deadlines.isBusy();
  }

  @Override
  public void close() {
    deadlines.close();
  }

  @Override
  public void handle(Exchange received) throws Exception {
    long begin = System.nanoTime();
    String given = received.headers().first("audit-id");
    String id = given == null || given.isEmpty() ? Origin.newId() : given;
    var exchange = new TrackedExchange(received, id);
    if (goawayChance > 0
        && exchange.protocol() == Protocol.HTTP_2
        && ThreadLocalRandom.current().nextDouble() < goawayChance) {
      // Over HTTP/2 it becomes GOAWAY, which ends nothing that runs.
      exchange.addHeader("connection", "close");
    }
    QueryParameters query = exchange.query();
    var info =
        RequestPaths.parse(exchange.method(), exchange.path(), Queries.isTrue(query, "watch"));
    observer.started(info);
    try {
      timed(exchange, info, id);
    } finally {
      observer.ended(
          info,
          new RequestObserver.End(
              exchange.status(),
              query.contains("dryRun"),
              query.first("fieldValidation", ""),
              since(begin),
              exchange.bodyBytes(),
              exchange.answerBytes()));
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void timed(TrackedExchange exchange, RequestInfo info, String id) throws Exception {
    if (draining != Draining.NO && !HEALTH.contains(info.path())) {
      refuse(exchange);
      observer.terminated(info, exchange.status());
      return;
    }
    if (InFlight.isLong(info)) {
      answered(exchange, info, id);
      return;
    }
    long wanted;
    try {
      wanted = wantedTime(exchange.query().first("timeout", ""));
    } catch (ApiException e) {
      fail(exchange, new Warnings(), e);
      return;
    }
    var running = deadlines.begin(exchange, wanted);
    try {
      answered(exchange, info, id);
    } finally {
      deadlines.end(running);
      if (exchange.isLate()) {
        observer.terminated(info, exchange.status());
      }
    }
  }

  /// How long a client wants to wait, in nanoseconds; 0 for as long as the server lets it.
  private static long wantedTime(String timeout) {
    try {
      return timeout.isEmpty()
          ? 0
          : Math.max(0, io.kubejar.api.value.Duration.parse(timeout).nanos());
    } catch (IllegalArgumentException e) {
      throw Failures.badRequest("invalid timeout specified in the request URL - " + e.getMessage());
    }
  }

  private void refuse(TrackedExchange exchange) {
    if (draining == Draining.TRY_AGAIN) {
      respondText(exchange, "5", "The apiserver is shutting down, please try again later.\n");
    } else {
      exchange.addHeader("retry-after", "1");
      fail(
          exchange,
          new Warnings(),
          Failures.failure(503, "ServiceUnavailable", "apiserver is shutting down", null));
    }
  }

  private static void respondText(TrackedExchange exchange, String retryAfter, String text) {
    exchange.respond(
        429,
        Headers.of(
            "content-type",
            "text/plain; charset=utf-8",
            "x-content-type-options",
            "nosniff",
            "retry-after",
            retryAfter),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /// Answers, with an error if need be, and closes the audit record.
  private void answered(TrackedExchange exchange, RequestInfo info, String id) throws Exception {
    var warnings = new Warnings();
    try {
      ApiException failure = failure(exchange, info, warnings, id);
      exchange.audit().annotate(warnings);
      if (failure == null || exchange.isLate() || exchange.answered()) {
        return;
      }
      exchange.audit().status(failure.status());
      if (exchange.committed()) {
        exchange.abort();
      } else {
        fail(exchange, warnings, failure);
      }
    } finally {
      exchange.audit().complete();
    }
  }

  /// Answers; why not, when it cannot.
  private @Nullable ApiException failure(
      TrackedExchange exchange, RequestInfo info, Warnings warnings, String id) throws Exception {
    try {
      answer(exchange, info, warnings, id);
      return null;
    } catch (ApiException e) {
      return e;
    } catch (StoreException e) {
      return StoreFailures.translate(e);
    } catch (BodyTooLargeException e) {
      return Failures.tooLarge("Request entity too large: limit is " + Bodies.LIMIT);
    } catch (InterruptedException e) {
      if (exchange.isLate()) {
        return null;
      }
      throw e;
    } catch (IOException e) {
      return exchange.isOpen() ? Failures.badRequest(String.valueOf(e.getMessage())) : null;
    } catch (RuntimeException e) {
      if (exchange.isLate()) {
        return null;
      }
      LOG.log(ERROR, "cannot answer " + exchange.method() + " " + exchange.path(), e);
      exchange.audit().panicked(e);
      return Failures.internal(String.valueOf(e));
    }
  }

  private static void fail(Exchange exchange, Warnings warnings, ApiException failure) {
    var form = errorForm(exchange);
    exchange.respond(failure.code(), headers(form, warnings, failure), body(form, failure));
  }

  private static void failLate(TrackedExchange exchange, ApiException failure) {
    var form = errorForm(exchange);
    exchange.audit().status(failure.status());
    exchange.respondLate(
        failure.code(), headers(form, new Warnings(), failure), body(form, failure));
  }

  private static List<byte[]> body(Form form, ApiException failure) {
    return Answers.finish(
        form,
        List.of(TypedJson.encode(StatusCodec.INSTANCE, failure.status())),
        StatusCodec.INSTANCE.schema());
  }

  private static Headers headers(Form form, Warnings warnings, ApiException failure) {
    var headers = ResponseHeaders.of(form.contentType(), warnings);
    StatusDetails details = failure.status().details();
    return details != null && details.retryAfterSeconds() > 0
        ? headers.with("retry-after", Integer.toString(details.retryAfterSeconds()))
        : headers;
  }

  private static Form errorForm(Exchange exchange) {
    try {
      return Form.negotiate(exchange, Form.Offer.object(false));
    } catch (ApiException e) {
      return Form.plain(exchange);
    }
  }

  private void answer(TrackedExchange exchange, RequestInfo info, Warnings warnings, String id)
      throws Exception {
    User user = identified(exchange, info, warnings, id);
    if (!KNOWN_METHODS.contains(exchange.method())) {
      throw Failures.methodNotAllowed();
    }
    var attributes = attributes(exchange, info, user);
    Audit audit =
        auditor.begin(attributes, () -> AuditDocuments.origin(exchange, id, InFlight.isLong(info)));
    exchange.audit(audit);
    audit.received();
    Impersonation.Acting as = impersonation.apply(attributes, exchange.headers());
    User acting = as.user();
    if (acting != user) {
      attributes = attributes(exchange, info, acting);
      audit.impersonated(acting, as.constraint());
    }
    Runnable leave = gate.enter(exchange, info, attributes);
    if (leave == null) {
      respondText(exchange, "1", "Too many requests, please try again later.\n");
      observer.terminated(info, exchange.status());
      return;
    }
    try {
      handle(exchange, info, attributes, warnings);
    } finally {
      leave.run();
    }
  }

  private void handle(
      TrackedExchange exchange, RequestInfo info, Attributes attributes, Warnings warnings)
      throws Exception {
    var context = new RequestContext(exchange, info, attributes.user(), warnings);
    long begin = System.nanoTime();
    Authorizer.Decision decision = access.decision(attributes, exchange.audit());
    observer.authorized(decision, since(begin));
    String error = access.undecided(attributes, decision);
    if (error != null) {
      context.respondText(500, undecided(exchange, error));
      return;
    }
    Route route = route(exchange.path());
    if (route != null) {
      if (!route.methods().contains(exchange.method())) {
        throw Failures.methodNotAllowed();
      }
      route.handler().handle(context);
    } else if (info.isResource()) {
      if (info.verb().equals("watch")) {
        exchange.events(observer.watching(info));
      }
      resources.handle(context);
    } else if (belongsToApi(info.path())) {
      throw Failures.noSuchPath();
    } else {
      context.respondText(404, "404 page not found\n");
    }
  }

  private static String undecided(Exchange exchange, String error) {
    String query = exchange.rawQuery();
    String target = exchange.rawPath() + (query == null ? "" : "?" + query);
    return "Internal Server Error: \"%s\": %s\n"
        .formatted(target, error)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /// Whether a path that nothing answers is below a version of the API or a group that is served.
  private boolean belongsToApi(String path) {
    if (path.startsWith("/api/")) {
      return true;
    }
    if (!path.startsWith("/apis/")) {
      return false;
    }
    int end = path.indexOf('/', "/apis/".length());
    return end > 0 && end < path.length() - 1;
  }

  private @Nullable Route route(String path) {
    Route below = null;
    for (Route route : routes) {
      if (route.matches(path)) {
        if (!route.prefix()) {
          return route;
        }
        below = below == null || below.path().length() < route.path().length() ? route : below;
      }
    }
    return below;
  }

  private static Attributes attributes(Exchange exchange, RequestInfo info, User user) {
    var query = exchange.query();
    String fields = query.first("fieldSelector", "");
    String labels = query.first("labelSelector", "");
    boolean collection = info.isResource() && info.name().isEmpty() && !fields.isEmpty();
    RequestInfo named = collection ? info.withName(Selection.exactName(fields)) : info;
    return named.attributes(user, fields, labels);
  }

  /// Who asks; the audit log hears of those who cannot be believed.
  private User identified(
      TrackedExchange exchange, RequestInfo info, Warnings warnings, String id) {
    long begin = System.nanoTime();
    try {
      User user = identification.user(exchange, warnings);
      observer.authenticated(user, since(begin));
      return user;
    } catch (ApiException e) {
      observer.authenticated(null, since(begin));
      Audit audit =
          auditor.beginUnauthenticated(
              attributes(exchange, info, Auditor.NOBODY),
              () -> AuditDocuments.origin(exchange, id, InFlight.isLong(info)));
      exchange.audit(audit);
      audit.status(
          Status.builder().code(e.code()).message(AuditDocuments.attempted(exchange)).build());
      throw e;
    }
  }
}
