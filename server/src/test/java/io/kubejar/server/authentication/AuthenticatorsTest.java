package io.kubejar.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.User;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AuthenticatorsTest {
  private final ClusterPki pki =
      ClusterPki.inMemory(
          PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());

  @Test
  void certificateTellsUserAndGroups() {
    var authenticator =
        new CertificateAuthenticator(
            () -> List.of(pki.authority().certificate()), Clock.systemUTC());
    var credential =
        pki.authority().issue(CertificateTemplate.client("jane", "a", "b"), Duration.ofHours(1));
    var outcome =
        authenticator.authenticate(new Credentials(List.of(credential.certificate()), null));
    assertThat(outcome).isInstanceOf(Outcome.Authenticated.class);
    User user = ((Outcome.Authenticated) outcome).user();
    assertThat(user.name()).isEqualTo("jane");
    assertThat(user.groups()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void certificateOfAnotherAuthorityOrForServersIsRejected() {
    var other =
        ClusterPki.inMemory(
            PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());
    var authenticator =
        new CertificateAuthenticator(
            () -> List.of(pki.authority().certificate()), Clock.systemUTC());
    assertThat(
            authenticator.authenticate(new Credentials(List.of(other.admin().certificate()), null)))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(
            authenticator.authenticate(new Credentials(List.of(pki.serving().certificate()), null)))
        .isInstanceOf(Outcome.Rejected.class);
    var late =
        new CertificateAuthenticator(
            () -> List.of(pki.authority().certificate()),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(4000)));
    assertThat(late.authenticate(new Credentials(List.of(pki.admin().certificate()), null)))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void tokenFileMayQuoteGroups() {
    var tokens =
        StaticTokenAuthenticator.parse("secret,jane,42,\"g1,g2\"\nother,joe,43\n# nothing\n");
    var outcome = tokens.authenticate(new Credentials(List.of(), "secret"));
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Authenticated(new User("jane", "42", List.of("g1", "g2"), Map.of())));
    assertThat(tokens.authenticate(new Credentials(List.of(), "wrong")))
        .isInstanceOf(Outcome.NotMine.class);
  }

  @Test
  void chainAddsTheGroupOfAllUsersAndKnowsTheAnonymous() {
    var chain =
        new AuthenticatorChain(List.of(StaticTokenAuthenticator.of("t", User.of("jane"))), true);
    assertThat(chain.authenticate(new Credentials(List.of(), "t")))
        .isEqualTo(new Outcome.Authenticated(User.of("jane", "system:authenticated")));
    assertThat(chain.authenticate(new Credentials(List.of(), null)))
        .isEqualTo(new Outcome.Authenticated(User.ANONYMOUS));
    assertThat(chain.authenticate(new Credentials(List.of(), "wrong")))
        .isInstanceOf(Outcome.Rejected.class);
  }
}
