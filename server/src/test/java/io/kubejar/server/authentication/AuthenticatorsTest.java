package io.kubejar.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.Headers;
import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void proxyNamesTheUser() {
    var names =
        new RequestHeaderAuthenticator.Names(
            List.of("X-Remote-User"),
            List.of("X-Remote-Uid"),
            List.of("X-Remote-Group"),
            List.of("X-Remote-Extra-"));
    var authenticator =
        new RequestHeaderAuthenticator(
            () -> List.of(pki.authority().certificate()),
            java.util.Set.of("front"),
            names,
            Clock.systemUTC());
    var front = pki.authority().issue(CertificateTemplate.client("front"), Duration.ofHours(1));
    var headers =
        Headers.of(
            "x-remote-user", "jane",
            "x-remote-uid", "7",
            "x-remote-group", "a",
            "x-remote-group", "b",
            "x-remote-extra-example.com%2fscopes", "\u00d0\u00b6");
    var outcome =
        authenticator.authenticate(new Credentials(List.of(front.certificate()), null, headers));
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Authenticated(
                new User(
                    "jane",
                    "7",
                    List.of("a", "b"),
                    java.util.Map.of("example.com/scopes", List.of("ж")))));

    var other = pki.authority().issue(CertificateTemplate.client("jim"), Duration.ofHours(1));
    assertThat(
            authenticator.authenticate(
                new Credentials(List.of(other.certificate()), null, headers)))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(authenticator.authenticate(new Credentials(List.of(), null, headers)))
        .isInstanceOf(Outcome.NotMine.class);
    assertThat(
            authenticator.authenticate(
                new Credentials(List.of(front.certificate()), null, Headers.empty())))
        .isInstanceOf(Outcome.NotMine.class);
  }

  @Test
  void changedAuthoritiesCountAtOnce(@TempDir Path directory) throws Exception {
    var other =
        ClusterPki.inMemory(
            PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());
    Path file = directory.resolve("ca.crt");
    Files.writeString(file, pki.authorityPem());
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    var now = new AtomicReference<>(Instant.now());
    var authenticator =
        new CertificateAuthenticator(new CertificateFile(file, now::get), Clock.systemUTC());
    var credentials = new Credentials(List.of(pki.admin().certificate()), null);
    assertThat(authenticator.authenticate(credentials)).isInstanceOf(Outcome.Authenticated.class);

    Files.writeString(file, "nothing");
    Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));
    now.set(now.get().plusSeconds(2));
    assertThat(authenticator.authenticate(credentials)).isInstanceOf(Outcome.Authenticated.class);

    Files.writeString(file, other.authorityPem());
    Files.setLastModifiedTime(file, FileTime.fromMillis(3_000));
    now.set(now.get().plusSeconds(2));
    assertThat(authenticator.authenticate(credentials)).isInstanceOf(Outcome.Rejected.class);
  }
}
