package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.Exchange;
import io.kubejar.http.PeerCertificate;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds out who sends a request, by the certificate of the connection and by what the request
/// shows.
final class Identification {
  /// What stands before a token among the protocols that a browser asks for.
  private static final String PROTOCOL_TOKEN = "base64url.bearer.authorization.k8s.io.";

  private final Authenticator authenticator;
  private final RequestObserver observer;

  Identification(Authenticator authenticator, RequestObserver observer) {
    this.authenticator = authenticator;
    this.observer = observer;
  }

  /// Who asks.
  ///
  /// @throws ApiException 401 when nobody believes it
  User user(Exchange exchange, Warnings warnings) {
    var certificate = exchange.peerCertificate();
    if (certificate instanceof PeerCertificate.Untrusted) {
      throw Failures.unauthorized();
    }
    var chain =
        certificate instanceof PeerCertificate.Trusted trusted
            ? trusted.chain()
            : List.<X509Certificate>of();
    return switch (authenticator.authenticate(
        new Credentials(chain, token(exchange), exchange.headers(), exchange.path()))) {
      case Authenticator.Outcome.Authenticated(User user, var notes) -> {
        notes.forEach(warnings::annotate);
        if (!chain.isEmpty()) {
          observer.certificate(chain.getFirst().getNotAfter().toInstant());
        }
        yield user;
      }
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
