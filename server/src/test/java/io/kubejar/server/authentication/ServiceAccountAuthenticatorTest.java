package io.kubejar.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.meta.v1.ObjectMetaBuilder;
import io.kubejar.api.value.Time;
import io.kubejar.server.authentication.ServiceAccountAuthenticator.Standing;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.User;
import io.kubejar.server.token.TokenClaims;
import io.kubejar.server.token.TokenClaims.Reference;
import io.kubejar.server.token.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServiceAccountAuthenticatorTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<String> HERE = List.of("https://here");

  private final ClusterPki pki =
      ClusterPki.inMemory(
          PkiOptions.of("cluster.local", "10.96.0.1", List.of()),
          Clock.fixed(BEGIN, ZoneOffset.UTC));
  private final TokenSigner signer = new TokenSigner(pki.serviceAccountKeys(), "https://here");
  private final ObjectsByKind objects = new ObjectsByKind();

  @BeforeEach
  void cluster() {
    account(metadata -> metadata);
    pod("p1");
  }

  private void account(UnaryOperator<ObjectMetaBuilder> change) {
    objects.put(
        "ServiceAccount",
        ServiceAccount.builder()
            .metadata(it -> change.apply(it.namespace("blue").name("robot").uid("u1")))
            .build());
  }

  private void pod(String uid) {
    objects.put(
        "Pod", Pod.builder().metadata(it -> it.namespace("blue").name("web").uid(uid)).build());
  }

  private String token(@Nullable Reference pod) {
    return signer.sign(
        new TokenClaims(
            "id",
            List.of("https://here", "elsewhere"),
            BEGIN,
            BEGIN.plusSeconds(600),
            "blue",
            new Reference("robot", "u1"),
            pod,
            null,
            null,
            null));
  }

  private ServiceAccountAuthenticator at(Duration later) {
    return new ServiceAccountAuthenticator(
        signer, HERE, objects, Clock.fixed(BEGIN.plus(later), ZoneOffset.UTC));
  }

  private String flaw(String token, Duration later) {
    return at(later).standing(token, HERE) instanceof Standing.Bad(String reason) ? reason : "";
  }

  @Test
  void aTokenStandsForItsAccountWithTheAudiencesAskedFor() {
    assertThat(at(Duration.ZERO).standing(token(null), List.of("elsewhere", "nowhere")))
        .isInstanceOfSatisfying(
            Standing.Good.class,
            good -> {
              assertThat(good.user().name()).isEqualTo("system:serviceaccount:blue:robot");
              assertThat(good.audiences()).containsExactly("elsewhere");
            });
    assertThat(at(Duration.ZERO).authenticate(new Credentials(List.of(), token(null))))
        .isInstanceOfSatisfying(
            Outcome.Authenticated.class,
            known -> assertThat(known.user()).extracting(User::uid).isEqualTo("u1"));
  }

  @Test
  void otherAudiencesAreNamed() {
    assertThat(at(Duration.ZERO).standing(token(null), List.of("a", "b")))
        .isEqualTo(
            new Standing.Bad(
                "token audiences [\"https://here\" \"elsewhere\"] is invalid for the target"
                    + " audiences [\"a\" \"b\"]"));
  }

  @Test
  void aTokenHoldsAMinuteLongerThanItSays() {
    assertThat(flaw(token(null), Duration.ofSeconds(660))).isEmpty();
    assertThat(flaw(token(null), Duration.ofSeconds(661)))
        .isEqualTo("service account token has expired");
    assertThat(flaw(token(null), Duration.ofSeconds(-61)))
        .isEqualTo("service account token is not valid yet");
  }

  @Test
  void aTokenEndsWithItsAccount() {
    account(metadata -> metadata.uid("u2"));
    assertThat(flaw(token(null), Duration.ZERO))
        .isEqualTo("service account UID (u2) does not match claim (u1)");
    account(metadata -> metadata.deletionTimestamp(new Time(BEGIN)));
    assertThat(flaw(token(null), Duration.ofSeconds(59))).isEmpty();
    assertThat(flaw(token(null), Duration.ofSeconds(60)))
        .isEqualTo("service account blue/robot has been deleted");
    objects.remove("ServiceAccount");
    assertThat(flaw(token(null), Duration.ZERO)).isEqualTo("serviceaccounts \"robot\" not found");
  }

  @Test
  void aTokenEndsWithWhatItIsBoundTo() {
    String token = token(new Reference("web", "p1"));
    assertThat(flaw(token, Duration.ZERO)).isEmpty();
    pod("p2");
    assertThat(flaw(token, Duration.ZERO))
        .isEqualTo("pod UID (p2) does not match service account pod ref claim (p1)");
    objects.remove("Pod");
    assertThat(flaw(token, Duration.ZERO)).isEqualTo("service account token has been invalidated");
  }

  @Test
  void aChangedTokenIsNotBelieved() {
    String token = token(null);
    String changed = token.substring(0, token.length() - 8) + "AAAAAAAA";
    assertThat(flaw(changed, Duration.ZERO))
        .isEqualTo("go-jose/go-jose: error in cryptographic primitive");
  }
}
