package io.kubejar.server.rest;

import static java.lang.System.Logger.Level.ERROR;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.http.BodyTooLargeException;
import io.kubejar.http.Exchange;
import io.kubejar.http.Handler;
import io.kubejar.http.Headers;
import io.kubejar.http.PeerCertificate;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.authentication.Impersonation;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.StoreFailures;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// What every request over HTTP passes: bounds, authentication, authorization, and then whoever
/// answers its path. Errors become answers here.
public final class Front implements Handler {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final String PROTOCOL_TOKEN = "base64url.bearer.authorization.k8s.io.";
  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Authenticator authenticator;
  private final AccessControl access;
  private final Impersonation impersonation;
  private final List<Route> routes;
  private final ResourceHandler resources;
  private final InFlight inFlight;
  private final RequestObserver observer;

  /// @param mutating the most writes at the same time
  /// @param reading the most reads at the same time
  public Front(
      Authenticator authenticator,
      AccessControl access,
      List<Route> routes,
      ResourceHandler resources,
      int mutating,
      int reading,
      RequestObserver observer) {
    this.authenticator = authenticator;
    this.access = access;
    this.impersonation = new Impersonation(access);
    this.routes = List.copyOf(routes);
    this.resources = resources;
    this.inFlight = new InFlight(mutating, reading);
    this.observer = observer;
  }

  @Override
  public void handle(Exchange exchange) throws Exception {
    long begin = System.nanoTime();
    QueryParameters query;
    try {
      query = exchange.query();
    } catch (IllegalArgumentException e) {
      fail(exchange, new Warnings(), Failures.badRequest(String.valueOf(e.getMessage())));
      return;
    }
    var info =
        RequestPaths.parse(exchange.method(), exchange.path(), Queries.isTrue(query, "watch"));
    observer.started(info);
    int code = 0;
    try {
      code = bounded(exchange, info);
    } finally {
      observer.ended(
          info, code, query.contains("dryRun"), Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private int bounded(Exchange exchange, RequestInfo info) throws Exception {
    if (InFlight.isLong(info)) {
      return answered(exchange, info);
    }
    Semaphore permit = inFlight.tryAcquire(info);
    if (permit == null) {
      exchange.respond(
          429,
          Headers.of("content-type", "text/plain; charset=utf-8", "retry-after", "1"),
          "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8));
      return 429;
    }
    try {
      return answered(exchange, info);
    } finally {
      permit.release();
    }
  }

  /// Answers, with an error if need be; the status of the answer.
  private int answered(Exchange exchange, RequestInfo info) throws Exception {
    var warnings = new Warnings();
    ApiException failure;
    try {
      answer(exchange, info, warnings);
      return 200;
    } catch (ApiException e) {
      failure = e;
    } catch (StoreException e) {
      failure = StoreFailures.translate(e);
    } catch (BodyTooLargeException e) {
      failure = Failures.tooLarge("Request entity too large: limit is " + Bodies.LIMIT);
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      if (!exchange.isOpen()) {
        return 0;
      }
      failure = Failures.badRequest(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.log(ERROR, "cannot answer " + exchange.method() + " " + exchange.path(), e);
      failure = Failures.internal(String.valueOf(e));
    }
    if (exchange.committed()) {
      exchange.abort();
      return failure.code();
    }
    return fail(exchange, warnings, failure);
  }

  private static int fail(Exchange exchange, Warnings warnings, ApiException failure) {
    byte[] json = TypedJson.encode(StatusCodec.INSTANCE, failure.status());
    var form = errorForm(exchange);
    var headers = ResponseHeaders.of(form.contentType(), warnings);
    StatusDetails details = failure.status().details();
    if (details != null && details.retryAfterSeconds() > 0) {
      headers = headers.with("retry-after", Integer.toString(details.retryAfterSeconds()));
    }
    exchange.respond(
        failure.code(),
        headers,
        Answers.finish(form, List.of(json), StatusCodec.INSTANCE.schema()));
    return failure.code();
  }

  private static Form errorForm(Exchange exchange) {
    try {
      return Form.negotiate(exchange, false, true, true);
    } catch (ApiException e) {
      return Form.plain(exchange);
    }
  }

  private void answer(Exchange exchange, RequestInfo info, Warnings warnings) throws Exception {
    User user = authenticated(exchange);
    if (!KNOWN_METHODS.contains(exchange.method())) {
      throw Failures.methodNotAllowed();
    }
    var attributes = attributes(exchange, info, user);
    User acting = impersonation.apply(attributes, exchange.headers());
    if (acting != user) {
      attributes = attributes(exchange, info, acting);
    }
    access.check(attributes);
    var context = new RequestContext(exchange, info, acting, warnings);
    Route route = route(exchange.path());
    if (route != null) {
      if (!route.methods().contains(exchange.method())) {
        throw Failures.methodNotAllowed();
      }
      route.handler().handle(context);
    } else if (info.isResource()) {
      resources.handle(context);
    } else if (belongsToApi(info.path())) {
      throw Failures.noSuchPath();
    } else {
      context.respondText(404, "404 page not found\n");
    }
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

  private User authenticated(Exchange exchange) {
    var certificate = exchange.peerCertificate();
    if (certificate instanceof PeerCertificate.Untrusted) {
      throw Failures.unauthorized();
    }
    var chain =
        certificate instanceof PeerCertificate.Trusted trusted
            ? trusted.chain()
            : List.<X509Certificate>of();
    return switch (authenticator.authenticate(new Credentials(chain, token(exchange)))) {
      case Authenticator.Outcome.Authenticated(User user) -> user;
      case Authenticator.Outcome.Rejected _ -> throw Failures.unauthorized();
      case Authenticator.Outcome.NotMine _ -> throw Failures.unauthorized();
    };
  }

  private static @Nullable String token(Exchange exchange) {
    String header = exchange.headers().first("authorization");
    if (header != null) {
      return header.toLowerCase(Locale.ROOT).startsWith("bearer ")
          ? header.substring("bearer ".length()).strip()
          : null;
    }
    for (String protocols : exchange.headers().all("sec-websocket-protocol")) {
      for (String protocol : protocols.split(",")) {
        String name = protocol.strip();
        if (name.startsWith(PROTOCOL_TOKEN)) {
          try {
            return new String(
                Base64.getUrlDecoder().decode(name.substring(PROTOCOL_TOKEN.length())),
                StandardCharsets.UTF_8);
          } catch (IllegalArgumentException e) {
            return "";
          }
        }
      }
    }
    return null;
  }
}
