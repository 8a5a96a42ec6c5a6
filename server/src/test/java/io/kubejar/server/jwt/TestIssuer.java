package io.kubejar.server.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A small issuer of OpenID Connect tokens, over HTTPS.
final class TestIssuer implements AutoCloseable {
  /// Made once: keys of RSA take long.
  private static final JWK FIRST = rsa("first");

  private final ClusterPki pki =
      ClusterPki.inMemory(
              PkiOptions.of("cluster.local", "10.96.0.1", List.of("127.0.0.1")), Clock.systemUTC())
          .prepare();
  private final HttpServer server;
  private final AtomicReference<JWK> key = new AtomicReference<>();
  private final AtomicReference<String> claimed = new AtomicReference<>("");
  private final AtomicInteger fetches = new AtomicInteger();

  TestIssuer() throws IOException {
    key.set(FIRST);
    server =
        HttpServer.builder(
                exchange -> {
                  fetches.incrementAndGet();
                  String body =
                      switch (exchange.path()) {
                        case "/.well-known/openid-configuration", "/elsewhere" ->
                            "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
                                .formatted(claimed.get().isEmpty() ? url() : claimed.get(), url());
                        case "/keys" -> new JWKSet(key.get()).toPublicJWKSet().toString();
                        default -> "";
                      };
                  exchange.respond(
                      body.isEmpty() ? 404 : 200,
                      Headers.of("content-type", "application/json"),
                      body.getBytes(StandardCharsets.UTF_8));
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tls(ServerTls.of(pki.serving().identity()))
            .start();
  }

  static JWK rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWK ec(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  String url() {
    return "https://127.0.0.1:" + server.port();
  }

  String authorityPem() {
    return pki.authorityPem();
  }

  int fetches() {
    return fetches.get();
  }

  /// Signs with another key from now on, which is also the one shown.
  void use(JWK next) {
    key.set(next);
  }

  /// Says in its document that it is someone else.
  void claim(String issuer) {
    claimed.set(issuer);
  }

  String sign(JWTClaimsSet claims) throws JOSEException {
    return sign(claims, key.get());
  }

  static String sign(JWTClaimsSet claims, JWK key) throws JOSEException {
    JWSSigner signer =
        key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key);
    JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
    var token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Override
  public void close() {
    server.close();
  }
}
