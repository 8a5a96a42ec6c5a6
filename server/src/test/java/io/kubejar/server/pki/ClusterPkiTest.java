package io.kubejar.server.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterPkiTest {
  private static final PkiOptions OPTIONS =
      PkiOptions.of("cluster.local", "10.96.0.1", List.of("192.0.2.7", "api.example.com"));

  @TempDir Path directory;

  @Test
  void servingCertificateNamesTheServer() throws Exception {
    var pki = ClusterPki.inMemory(OPTIONS, Clock.systemUTC());
    var certificate = pki.serving().certificate();
    certificate.verify(pki.authority().certificate().getPublicKey());
    var names =
        certificate.getSubjectAlternativeNames().stream()
            .map(each -> String.valueOf(each.get(1)))
            .toList();
    assertThat(names)
        .contains(
            "kubernetes",
            "kubernetes.default.svc.cluster.local",
            "localhost",
            "10.96.0.1",
            "127.0.0.1",
            "192.0.2.7",
            "api.example.com");
  }

  @Test
  void clientsCarryUserAndGroups() {
    var pki = ClusterPki.inMemory(OPTIONS, Clock.systemUTC());
    assertThat(pki.node("n1").certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=system:node:n1,O=system:nodes");
    assertThat(pki.admin().certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=kubernetes-admin,O=system:masters");
  }

  @Test
  void whatIsKeptIsUsedAgainUntilItsEndIsNear() throws Exception {
    var first = ClusterPki.open(directory.resolve("pki"), OPTIONS, Clock.systemUTC()).prepare();
    var again = ClusterPki.open(directory.resolve("pki"), OPTIONS, Clock.systemUTC());
    assertThat(again.authority().certificate()).isEqualTo(first.authority().certificate());
    assertThat(again.serving().certificate()).isEqualTo(first.serving().certificate());
    assertThat(again.serviceAccountKeys().getPublic())
        .isEqualTo(first.serviceAccountKeys().getPublic());
    var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(360));
    var renewed = ClusterPki.open(directory.resolve("pki"), OPTIONS, later);
    assertThat(renewed.authority().certificate()).isEqualTo(first.authority().certificate());
    assertThat(renewed.serving().certificate()).isNotEqualTo(first.serving().certificate());
  }

  @Test
  void aProcessThatRunsOnHasOneThatIsGood() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    InstantSource source = now::get;
    Clock clock = source.withZone(ZoneOffset.UTC);
    var pki = ClusterPki.open(directory.resolve("pki"), OPTIONS, clock).prepare();
    var first = pki.serving();
    now.set(now.get().plus(Duration.ofDays(200)));
    assertThat(pki.serving()).isSameAs(first);
    now.set(now.get().plus(Duration.ofDays(100)));
    var second = pki.serving();
    assertThat(second.certificate().getNotAfter()).isAfter(first.certificate().getNotAfter());
    assertThat(pki.serving()).isSameAs(second);
    assertThat(Files.readString(directory.resolve("pki/apiserver.crt")))
        .isEqualTo(second.certificatePem());
    assertThat(pki.ends()).containsKeys("ca", "apiserver", "admin");
  }

  @Test
  void anAuthorityIsUsedToItsEnd() throws Exception {
    var first = ClusterPki.open(directory.resolve("pki"), OPTIONS, Clock.systemUTC()).authority();
    var late = Clock.offset(Clock.systemUTC(), Duration.ofDays(3600));
    var pki = ClusterPki.open(directory.resolve("pki"), OPTIONS, late);
    assertThat(pki.authority().certificate()).isEqualTo(first.certificate());
    assertThat(pki.isAuthorityNearEnd()).isTrue();
    assertThat(pki.serving().certificate().getNotAfter())
        .isEqualTo(first.certificate().getNotAfter());
    var after = Clock.offset(Clock.systemUTC(), Duration.ofDays(3651));
    assertThat(ClusterPki.open(directory.resolve("pki"), OPTIONS, after).authority().certificate())
        .isNotEqualTo(first.certificate());
  }

  @Test
  void filesAreForTheirOwnerOnly() throws Exception {
    ClusterPki.open(directory.resolve("pki"), OPTIONS, Clock.systemUTC()).prepare();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("pki"))))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("pki/ca.key"))))
        .isEqualTo("rw-------");
  }
}
