package io.kubejar.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.value.Bytes;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.token.TokenSigner;
import io.kubejar.server.token.TokenSigner.LegacyClaims;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LegacyTokensTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private final TokenSigner signer =
      new TokenSigner(
          ClusterPki.inMemory(PkiOptions.of("cluster.local", "10.96.0.1", List.of()), clock)
              .serviceAccountKeys(),
          "https://here");
  private final ObjectsByKind objects = new ObjectsByKind();
  private final List<Map<String, String>> labels = new ArrayList<>();
  private final LegacyTokens tokens =
      new LegacyTokens(signer, objects, (_, more) -> labels.add(more), clock);
  private final String token =
      signer.signLegacy(new LegacyClaims("blue", "robot", "u1", "robot-token"));

  @BeforeEach
  void cluster() {
    account("u1");
    secret(Map.of());
  }

  private void account(String uid) {
    objects.put(
        "ServiceAccount",
        ServiceAccount.builder()
            .metadata(it -> it.namespace("blue").name("robot").uid(uid))
            .build());
  }

  private void secret(Map<String, String> labels) {
    objects.put(
        "Secret",
        Secret.builder()
            .metadata(it -> it.namespace("blue").name("robot-token").labels(labels))
            .data(Map.of("token", Bytes.utf8(token)))
            .build());
  }

  private Outcome authenticate() {
    return tokens.authenticate(new Credentials(List.of(), token));
  }

  @Test
  void theUseOfATokenIsNotedOnItsSecretOnceADay() {
    assertThat(authenticate())
        .isInstanceOfSatisfying(
            Outcome.Authenticated.class,
            known -> {
              assertThat(known.user().name()).isEqualTo("system:serviceaccount:blue:robot");
              assertThat(known.notes())
                  .containsEntry(
                      "authentication.k8s.io/legacy-token", "system:serviceaccount:blue:robot");
            });
    assertThat(labels)
        .containsExactly(Map.of("kubernetes.io/legacy-token-last-used", "2026-01-02"));
    secret(labels.getFirst());
    authenticate();
    assertThat(labels).hasSize(1);
  }

  @Test
  void aTokenEndsWithItsSecretAndItsAccount() {
    account("u2");
    assertThat(authenticate())
        .isEqualTo(new Outcome.Rejected("ServiceAccount blue/robot has been deleted"));
    objects.put(
        "Secret",
        Secret.builder()
            .metadata(it -> it.namespace("blue").name("robot-token"))
            .data(Map.of("token", Bytes.utf8("another")))
            .build());
    assertThat(authenticate()).isEqualTo(new Outcome.Rejected("Token has been invalidated"));
  }

  @Test
  void anAccountThatTheCacheDoesNotShowYetIsFound() {
    objects.delay("ServiceAccount");
    assertThat(authenticate()).isInstanceOf(Outcome.Authenticated.class);
  }

  @Test
  void aTokenThatIsMarkedIsNotBelieved() {
    secret(Map.of("kubernetes.io/legacy-token-invalid-since", "2025-01-01"));
    assertThat(authenticate()).isInstanceOf(Outcome.Rejected.class);
    assertThat(labels).isEmpty();
  }
}
