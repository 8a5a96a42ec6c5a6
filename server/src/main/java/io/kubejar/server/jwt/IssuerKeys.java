package io.kubejar.server.jwt;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The public keys of an issuer, fetched from where its discovery document says.
///
/// They are fetched when they are first needed, and again for a token that none of them signed, but
/// not more often than every ten seconds and once at a time. Only HTTPS is spoken, no redirects are
/// followed, and answers are bounded.
final class IssuerKeys {
  private static final int MOST_BYTES = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /// How long a token waits for keys: not as long as an issuer may take to show them.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final String issuer;
  private final URI discovery;
  private final HttpClient client;
  private final InstantSource clock;
  private volatile List<JWK> keys = List.of();
  private Instant fetched = Instant.MIN;
  private @Nullable CompletableFuture<Void> running;
  private volatile String failure = "the keys were not fetched yet";

  /// @param discoveryUrl where the discovery document is; empty for the usual place
  IssuerKeys(String issuer, String discoveryUrl, HttpClient client, InstantSource clock) {
    this.issuer = issuer;
    this.discovery =
        URI.create(
            discoveryUrl.isEmpty()
                ? (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                    + "/.well-known/openid-configuration"
                : discoveryUrl);
    this.client = client;
    this.clock = clock;
  }

  /// The keys that are known.
  List<JWK> known() {
    return keys;
  }

  /// The keys after those that did not fit a token: fetched anew if the last time is long enough
  /// ago. The same ones when there are no others, or not in time.
  ///
  /// @throws IOException when there are none because they cannot be fetched
  List<JWK> after(List<JWK> tried) throws IOException {
    CompletableFuture<Void> awaited = null;
    synchronized (this) {
      if (keys == tried) {
        awaited = running == null ? started() : running;
      }
    }
    if (awaited != null) {
      await(awaited);
    }
    List<JWK> found = keys;
    if (found.isEmpty()) {
      throw new IOException("oidc: authenticator not initialized: " + failure);
    }
    return found;
  }

  /// Starts to fetch; null when it is too early for that.
  private @Nullable CompletableFuture<Void> started() {
    Instant now = clock.instant();
    if (!fetched.isBefore(now.minus(PAUSE))) {
      return null;
    }
    fetched = now;
    var fetch = new CompletableFuture<Void>();
    running = fetch;
    Thread.ofVirtual()
        .name("issuer-keys")
        .start(
            () -> {
              renew();
              fetch.complete(null);
            });
    return fetch;
  }

  private void renew() {
    List<JWK> found = keys;
    String flaw = "";
    try {
      found = fetch();
    } catch (IOException | RuntimeException e) {
      flaw = String.valueOf(e.getMessage());
    }
    synchronized (this) {
      keys = found;
      failure = flaw;
      running = null;
    }
  }

  private static void await(CompletableFuture<Void> fetch) throws IOException {
    try {
      fetch.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // it goes on for the tokens that follow
    } catch (ExecutionException e) {
      throw new IOException("oidc: the keys cannot be fetched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private List<JWK> fetch() throws IOException {
    Obj document = document(get(discovery));
    String told = document.text("issuer");
    if (!told.equals(issuer)) {
      throw new IOException(
          "oidc: issuer did not match the issuer returned by provider, expected \"%s\" got \"%s\""
              .formatted(issuer, told));
    }
    URI address;
    try {
      address = URI.create(document.text("jwks_uri"));
    } catch (IllegalArgumentException e) {
      throw new IOException("oidc: the discovery document's jwks_uri is no address", e);
    }
    if (!"https".equals(address.getScheme())) {
      throw new IOException("oidc: the discovery document's jwks_uri has to be of https");
    }
    try {
      return List.copyOf(
          JWKSet.parse(new String(get(address), StandardCharsets.UTF_8))
              .toPublicJWKSet()
              .getKeys());
    } catch (ParseException e) {
      throw new IOException("oidc: failed to decode keys: " + e.getMessage(), e);
    }
  }

  private byte[] get(URI address) throws IOException {
    ClientRequest request =
        ClientRequest.get(address)
            .withHeader("Accept", "application/json")
            .withResponseTimeout(PATIENCE)
            .withReadTimeout(PATIENCE);
    try (var response = client.send(request)) {
      if (response.status() != 200) {
        throw new IOException("%s answers %d".formatted(address, response.status()));
      }
      return response.readBody(MOST_BYTES);
    }
  }

  private static Obj document(byte[] text) throws IOException {
    try {
      if (JsonValue.parse(text) instanceof Obj document) {
        return document;
      }
    } catch (JsonException e) {
      throw new IOException("oidc: failed to decode provider discovery object", e);
    }
    throw new IOException("oidc: failed to decode provider discovery object");
  }
}
