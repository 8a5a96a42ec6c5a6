package io.kubejar.server.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JwtAuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private TestIssuer issuer;
  private JwtAuthenticator authenticator;

  @BeforeEach
  void start() throws IOException {
    issuer = new TestIssuer();
    authenticator =
        open(
            """
            claimMappings:
              username: {claim: sub, prefix: "oidc:"}
              groups: {claim: groups, prefix: ""}
            """);
  }

  @AfterEach
  void stop() {
    authenticator.close();
    issuer.close();
  }

  private JwtAuthenticator open(String entry) {
    return open(entry, "");
  }

  private JwtAuthenticator open(String entry, String more) {
    String text =
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AuthenticationConfiguration
        jwt:
        - issuer:
            url: %s
            audiences: [here, there]
            audienceMatchPolicy: MatchAny
            certificateAuthority: |
        %s
        %s
        %s
        """
            .formatted(
                issuer.url(),
                issuer
                    .authorityPem()
                    .lines()
                    .map(line -> "      " + line)
                    .collect(Collectors.joining("\n")),
                more,
                entry.lines().map(line -> "  " + line).collect(Collectors.joining("\n")));
    var config =
        AuthenticationConfiguration.of(
            io.kubejar.server.spi.ConfigDocument.parse(text.getBytes(StandardCharsets.UTF_8)),
            Set.of());
    return new JwtAuthenticator(config.issuers().getFirst(), now::get);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .audience("here")
        .subject("jane")
        .claim("groups", List.of("dev", "ops"))
        .expirationTime(Date.from(NOW.plusSeconds(600)));
  }

  private Outcome of(String token) {
    return of(authenticator, token);
  }

  private static Outcome of(JwtAuthenticator authenticator, String token) {
    return authenticator.authenticate(new Credentials(List.of(), token));
  }

  @Test
  void aTokenOfTheIssuerTellsTheUser() throws JOSEException {
    assertThat(of(issuer.sign(claims().build())))
        .isEqualTo(
            new Outcome.Authenticated(new User("oidc:jane", "", List.of("dev", "ops"), Map.of())));
  }

  @Test
  void keysAreFetchedOnceAndAgainForAnUnknownKey() throws JOSEException {
    of(issuer.sign(claims().build()));
    of(issuer.sign(claims().build()));
    assertThat(issuer.fetches()).isEqualTo(2);
    issuer.use(TestIssuer.ec("second"));
    String second = issuer.sign(claims().build());
    assertThat(of(second)).isInstanceOf(Outcome.Rejected.class);
    now.set(NOW.plus(Duration.ofSeconds(11)));
    assertThat(of(second)).isInstanceOf(Outcome.Authenticated.class);
    assertThat(issuer.fetches()).isEqualTo(4);
  }

  @Test
  void anotherKeyOfTheSameNameIsFetched() throws JOSEException {
    of(issuer.sign(claims().build()));
    issuer.use(TestIssuer.ec("first"));
    now.set(NOW.plus(Duration.ofSeconds(11)));
    assertThat(of(issuer.sign(claims().build()))).isInstanceOf(Outcome.Authenticated.class);
  }

  @Test
  void whatOthersSignedOrChangedIsRejected() throws JOSEException {
    assertThat(of(TestIssuer.sign(claims().build(), TestIssuer.rsa("first"))))
        .isInstanceOf(Outcome.Rejected.class);
    String good = issuer.sign(claims().build());
    String[] parts = good.split("\\.");
    String changed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"iss\":\"%s\",\"aud\":\"here\",\"sub\":\"root\",\"exp\":9999999999}"
                    .formatted(issuer.url())
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(of(parts[0] + "." + changed + "." + parts[2])).isInstanceOf(Outcome.Rejected.class);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(of(none + "." + changed + ".")).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void tokensOfOthersAreLeftToOthers() throws JOSEException {
    assertThat(of(issuer.sign(claims().issuer("https://other").build())))
        .isEqualTo(new Outcome.NotMine());
    assertThat(of("abc")).isEqualTo(new Outcome.NotMine());
    assertThat(issuer.fetches()).isZero();
  }

  @Test
  void timesAndAudiencesCount() throws JOSEException {
    rejects(claims().expirationTime(Date.from(NOW)), "oidc: verify token: oidc: token is expired");
    rejects(
        claims().notBeforeTime(Date.from(NOW.plusSeconds(301))),
        "oidc: verify token: current time");
    rejects(claims().audience("nobody"), "oidc: verify token: oidc: expected audience");
    assertThat(of(issuer.sign(claims().audience(List.of("nobody", "there")).build())))
        .isInstanceOf(Outcome.Authenticated.class);
  }

  private void rejects(JWTClaimsSet.Builder claims, String beginning) throws JOSEException {
    assertThat(of(issuer.sign(claims.build())))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).startsWith(beginning));
  }

  @Test
  void aDocumentOfAnotherIssuerIsNotBelieved() throws JOSEException {
    issuer.claim("https://other");
    assertThat(of(issuer.sign(claims().build())))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("issuer did not match"));
  }

  @Test
  void theDocumentMayBeElsewhere() throws JOSEException {
    try (var elsewhere =
        open(
            "claimMappings: {username: {claim: sub, prefix: ''}}",
            "    discoveryURL: %s/elsewhere".formatted(issuer.url()))) {
      assertThat(of(elsewhere, issuer.sign(claims().build())))
          .isInstanceOf(Outcome.Authenticated.class);
    }
  }

  @Test
  void expressionsMapAndValidate() throws JOSEException {
    try (var computed =
        open(
            """
            claimValidationRules:
            - {claim: hd, requiredValue: example.org}
            - {expression: "claims.exp - claims.nbf <= 86400", message: lives too long}
            claimMappings:
              username: {expression: "claims.sub + '@' + claims.hd"}
              groups: {expression: "claims.roles.split(',')"}
              uid: {expression: "claims.jti"}
              extra:
              - {key: example.org/tenant, valueExpression: "claims.tenant.name"}
            userValidationRules:
            - {expression: "!user.username.startsWith('system:')", message: reserved}
            """)) {
      JWTClaimsSet.Builder full =
          claims()
              .claim("hd", "example.org")
              .claim("roles", "a,b")
              .claim("tenant", Map.of("name", "blue"))
              .jwtID("7")
              .notBeforeTime(Date.from(NOW));
      assertThat(of(computed, issuer.sign(full.build())))
          .isEqualTo(
              new Outcome.Authenticated(
                  new User(
                      "jane@example.org",
                      "7",
                      List.of("a", "b"),
                      Map.of(
                          "authentication.kubernetes.io/credential-id",
                          List.of("JTI=7"),
                          "example.org/tenant",
                          List.of("blue")))));
      rejected(
          computed,
          full.subject("system:admin"),
          "oidc: validation expression '!user.username.startsWith('system:')' failed: reserved");
      rejected(
          computed,
          full.subject("jane").claim("hd", "example.com"),
          "oidc: required claim hd value does not match. Got = example.com, want = example.org");
      rejected(
          computed,
          full.claim("hd", "example.org").expirationTime(Date.from(NOW.plusSeconds(90_000))),
          "oidc: validation expression 'claims.exp - claims.nbf <= 86400' failed: lives too long");
    }
  }

  private void rejected(JwtAuthenticator by, JWTClaimsSet.Builder claims, String reason)
      throws JOSEException {
    assertThat(of(by, issuer.sign(claims.build()))).isEqualTo(new Outcome.Rejected(reason));
  }

  @Test
  void anUnverifiedAddressIsNobody() throws JOSEException {
    try (var byEmail = open("claimMappings: {username: {claim: email, prefix: ''}}")) {
      var claims = claims().claim("email", "jane@example.org").claim("email_verified", false);
      rejected(byEmail, claims, "oidc: email not verified");
      assertThat(of(byEmail, issuer.sign(claims.claim("email_verified", true).build())))
          .isInstanceOf(Outcome.Authenticated.class);
    }
  }
}
