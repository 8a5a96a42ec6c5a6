package io.kubejar.server.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.http.Pem;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows users by the tokens of one issuer.
public final class JwtAuthenticator implements Authenticator, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JwtAuthenticator.class.getName());
  private static final Duration LEEWAY = Duration.ofMinutes(5);
  private static final int LONGEST_TOKEN = 256 * 1024;

  private final JwtSettings settings;
  private final IssuerKeys keys;
  private final ClaimMapper mapper;
  private final HttpClient client;
  private final InstantSource clock;

  public JwtAuthenticator(JwtSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.mapper = new ClaimMapper(settings);
    this.client =
        HttpClient.builder()
            .tls(
                settings.authorityPem().isEmpty()
                    ? ClientTls.system()
                    : ClientTls.authorities(Pem.certificates(settings.authorityPem())))
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    this.keys = new IssuerKeys(settings.issuer(), settings.discoveryUrl(), client, clock);
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    String token = credentials.bearerToken();
    if (token == null || token.length() > LONGEST_TOKEN) {
      return new Outcome.NotMine();
    }
    Obj claims = claims(token);
    if (claims == null || !claims.text("iss").equals(settings.issuer())) {
      return new Outcome.NotMine();
    }
    try {
      checkSignature(token);
      checkTimes(claims);
      checkAudience(claims);
      User user = mapper.user(claims);
      return new Outcome.Authenticated(user);
    } catch (BadTokenException e) {
      return new Outcome.Rejected("oidc: " + e.getMessage());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot check a token of {0}: {1}", settings.issuer(), e.getMessage());
      return new Outcome.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private void checkSignature(String token) throws IOException, BadTokenException {
    SignedJWT signed;
    try {
      signed = SignedJWT.parse(token);
    } catch (ParseException e) {
      throw new BadTokenException("malformed jwt: " + e.getMessage());
    }
    String algorithm = signed.getHeader().getAlgorithm().getName();
    if (!settings.algorithms().contains(algorithm)) {
      throw new BadTokenException(
          "verify token: oidc: malformed jwt: unexpected signature algorithm \"%s\""
              .formatted(algorithm));
    }
    List<JWK> known = keys.known();
    if (!verifies(known, signed) && !verifies(keys.after(known), signed)) {
      throw new BadTokenException(
          "verify token: failed to verify signature: failed to verify id token signature");
    }
  }

  private static boolean verifies(List<JWK> keys, SignedJWT signed) {
    String keyId = signed.getHeader().getKeyID();
    return keys.stream()
        .filter(key -> keyId == null || keyId.isEmpty() || keyId.equals(key.getKeyID()))
        .anyMatch(key -> verifies(key, signed));
  }

  private static boolean verifies(JWK key, SignedJWT signed) {
    try {
      JWSVerifier verifier =
          switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey ec -> new ECDSAVerifier(ec);
            default -> null;
          };
      return verifier != null
          && verifier.supportedJWSAlgorithms().contains(signed.getHeader().getAlgorithm())
          && signed.verify(verifier);
    } catch (JOSEException | IllegalStateException _) {
      return false; // a key that cannot have signed it
    }
  }

  private void checkTimes(Obj claims) throws BadTokenException {
    Instant now = clock.instant();
    Instant expires = time(claims, "exp");
    if (expires == null || !now.isBefore(expires)) {
      throw new BadTokenException(
          "verify token: oidc: token is expired (Token Expiry: %s)".formatted(expires));
    }
    Instant begins = time(claims, "nbf");
    if (begins != null && now.plus(LEEWAY).isBefore(begins)) {
      throw new BadTokenException(
          "verify token: current time %s before the nbf (not before) time: %s"
              .formatted(now, begins));
    }
  }

  private static @Nullable Instant time(Obj claims, String name) {
    return switch (claims.get(name)) {
      case JsonValue.Int(long seconds) when Math.abs(seconds) < Instant.MAX.getEpochSecond() ->
          Instant.ofEpochSecond(seconds);
      case JsonValue.Real(double seconds) when Math.abs(seconds) < 1e15 ->
          Instant.ofEpochSecond((long) seconds);
      case null, default -> null;
    };
  }

  private void checkAudience(Obj claims) throws BadTokenException {
    List<String> meant =
        claims.get("aud") instanceof JsonValue.Text(String single)
            ? List.of(single)
            : ClaimMapper.texts(claims.items("aud"));
    if (meant.stream().noneMatch(settings.audiences()::contains)) {
      throw new BadTokenException(
          "verify token: oidc: expected audience in %s got %s"
              .formatted(settings.audiences(), meant));
    }
  }

  /// What a token claims, believed or not; null when it is no signed token.
  private static @Nullable Obj claims(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    try {
      byte[] text =
          Base64.getUrlDecoder()
              .decode(token.substring(first + 1, second).getBytes(StandardCharsets.UTF_8));
      return JsonValue.parse(text) instanceof Obj claims ? claims : null;
    } catch (IllegalArgumentException | JsonException _) {
      return null;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
