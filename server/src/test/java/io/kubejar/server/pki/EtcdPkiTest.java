package io.kubejar.server.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdPkiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final List<String> ISSUED =
      List.of("etcd/server", "etcd/peer", "etcd/healthcheck-client", "apiserver-etcd-client");

  @TempDir Path pki;

  private EtcdPki at(Instant now) {
    return EtcdPki.prepare(pki, "one", "10.0.0.1", Clock.fixed(now, ZoneOffset.UTC));
  }

  private X509Certificate read(String name) throws Exception {
    return Pem.certificates(Files.readString(pki.resolve(name + ".crt"))).getFirst();
  }

  @Test
  void allAreSignedByAnAuthorityOfItsOwn() throws Exception {
    at(NOW);
    X509Certificate authority = read("etcd/ca");
    assertThat(authority.getSubjectX500Principal().getName()).isEqualTo("CN=etcd-ca");
    for (String name : ISSUED) {
      read(name).verify(authority.getPublicKey());
    }
    assertThat(
            read("etcd/server").getSubjectAlternativeNames().stream()
                .map(it -> String.valueOf(it.get(1))))
        .contains("one", "localhost", "10.0.0.1", "127.0.0.1");
    assertThat(read("etcd/peer").getExtendedKeyUsage()).hasSize(2);
    assertThat(read("apiserver-etcd-client").getSubjectX500Principal().getName())
        .isEqualTo("CN=kube-apiserver-etcd-client");
  }

  @Test
  void whatIsNearItsEndIsMadeAnewAndTheRestStays() throws Exception {
    at(NOW);
    X509Certificate authority = read("etcd/ca");
    X509Certificate server = read("etcd/server");
    at(NOW.plus(Duration.ofDays(200)));
    assertThat(read("etcd/server")).isEqualTo(server);
    at(NOW.plus(Duration.ofDays(300)));
    assertThat(read("etcd/ca")).isEqualTo(authority);
    for (String name : ISSUED) {
      assertThat(read(name).getNotAfter().toInstant()).isAfter(NOW.plus(Duration.ofDays(600)));
      read(name).verify(authority.getPublicKey());
    }
  }
}
