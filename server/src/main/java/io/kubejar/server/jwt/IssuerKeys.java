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

/// The public keys of an issuer, fetched from where its discovery document says.
///
/// They are fetched when they are first needed, and again for a token whose key is not among them,
/// but not more often than every ten seconds. Only HTTPS is spoken, no redirects are followed, and
/// answers are bounded.
final class IssuerKeys {
  private static final int MOST_BYTES = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final String issuer;
  private final URI discovery;
  private final HttpClient client;
  private final InstantSource clock;
  private volatile List<JWK> keys = List.of();
  private Instant fetched = Instant.MIN;
  private String failure = "the keys were not fetched yet";

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

  /// The keys that may have signed a token.
  ///
  /// @param keyId the key the token names; empty for any
  /// @throws IOException when there are none because they cannot be fetched
  List<JWK> candidates(String keyId) throws IOException {
    List<JWK> found = matching(keyId);
    if (!found.isEmpty()) {
      return found;
    }
    synchronized (this) {
      found = matching(keyId);
      if (found.isEmpty() && fetched.isBefore(clock.instant().minus(PAUSE))) {
        fetched = clock.instant();
        try {
          keys = fetch();
          failure = "";
        } catch (IOException e) {
          failure = String.valueOf(e.getMessage());
        }
        found = matching(keyId);
      }
      if (keys.isEmpty()) {
        throw new IOException("oidc: authenticator not initialized: " + failure);
      }
      return found;
    }
  }

  private List<JWK> matching(String keyId) {
    return keys.stream().filter(key -> keyId.isEmpty() || keyId.equals(key.getKeyID())).toList();
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
