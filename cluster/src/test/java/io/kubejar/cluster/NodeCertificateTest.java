package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.certificates.v1.CertificateSigningRequestKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeAddress;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.cli.ServerOptions;
import io.kubejar.client.Client;
import io.kubejar.cluster.machines.BootstrapToken;
import io.kubejar.cluster.machines.ClusterShape;
import io.kubejar.cluster.machines.JoinRights;
import io.kubejar.cluster.machines.NodeCertificate;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.cluster.testing.Eventually;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node's certificate in a cluster with controllers that sign.
class NodeCertificateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Cluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster =
        Cluster.start(
            new ClusterConfig(
                "one",
                null,
                new InetSocketAddress("127.0.0.1", 0),
                AddressPlan.of("kubejar", null, null),
                new ClusterConfig.Nodes.None(),
                "cluster.local",
                new ServerOptions()),
            (step, took) -> {});
    new JoinRights(cluster.client())
        .grant(
            new ClusterShape(
                "one",
                "v1.36.2",
                "192.0.2.1:6443",
                "cluster.local",
                "10.244.0.0/16",
                "10.96.0.0/16",
                new ClusterShape.State.First()));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static final NodeAddress ADDRESS =
      NodeAddress.builder().type("InternalIP").address("192.0.2.7").build();

  private Client withToken() {
    return cluster.client(
        User.of(
            "system:bootstrap:abcdef",
            "system:bootstrappers",
            BootstrapToken.GROUP,
            "system:authenticated"));
  }

  private Client node(String name) {
    return cluster.client(User.of("system:node:" + name, "system:nodes", "system:authenticated"));
  }

  @Test
  void aTokenGetsTheFirstOneAndTheNodeTheNext() throws Exception {
    var granted = new AtomicReference<Credential>();
    // What was just granted is not known at once.
    Eventually.eventually(
        () -> {
          try {
            granted.set(NodeCertificate.first(withToken(), "w", PATIENCE));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    Credential first = granted.get();
    assertThat(first.certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=system:node:w,O=system:nodes");
    first.certificate().verify(cluster.authority().getPublicKey());
    Path file = directory.resolve("node-client.pem");
    NodeCertificate.write(file, first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    NodeCertificate kept = NodeCertificate.read(file, "w");
    Instant begin = first.certificate().getNotBefore().toInstant();
    Duration whole = Duration.between(begin, kept.end());
    assertThat(kept.renew(node("w"), begin.plus(whole.multipliedBy(69).dividedBy(100)), PATIENCE))
        .isFalse();
    assertThat(kept.renew(node("w"), begin.plus(whole.multipliedBy(91).dividedBy(100)), PATIENCE))
        .isTrue();
    assertThat(kept.identity().key()).isNotEqualTo(first.key());
    assertThat(NodeCertificate.read(file, "w").identity().chain())
        .isEqualTo(kept.identity().chain());
    assertThat(kept.renew(node("w"), Instant.now(), PATIENCE)).isFalse();
  }

  @Test
  void aNodeGetsOneToServeWithOnceItIsThere() throws Exception {
    Path file = directory.resolve("node-serving.pem");
    NodeCertificate serving = NodeCertificate.serving(file, "w", "192.0.2.7");
    X509Certificate own = serving.identity().chain().getFirst();
    assertThatThrownBy(() -> own.verify(cluster.authority().getPublicKey()))
        .isInstanceOf(GeneralSecurityException.class);
    cluster
        .client()
        .resources(NodeKind.NODE)
        .create(
            Node.builder()
                .metadata(it -> it.name("w"))
                .status(it -> it.addresses(ADDRESS))
                .build());
    Eventually.eventually(
        () -> {
          try {
            assertThat(serving.renew(node("w"), Instant.now(), PATIENCE)).isTrue();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    X509Certificate granted = serving.identity().chain().getFirst();
    granted.verify(cluster.authority().getPublicKey());
    assertThat(granted.getSubjectAlternativeNames().stream().map(it -> String.valueOf(it.get(1))))
        .containsExactlyInAnyOrder("w", "192.0.2.7");
    assertThat(granted.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");

    assertThat(NodeCertificate.serving(file, "w", "192.0.2.7").identity().chain())
        .containsExactly(granted);
    // With another address it has to ask again.
    assertThat(NodeCertificate.serving(file, "w", "192.0.2.8").identity().chain())
        .doesNotContain(granted);
  }

  @Test
  void aNodeGetsNoneForAnotherNode() {
    assertThatThrownBy(() -> NodeCertificate.first(node("w"), "x", Duration.ofSeconds(2)))
        .isInstanceOf(IOException.class);
    assertThat(
            cluster
                .client()
                .resources(CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST)
                .list()
                .items())
        .allSatisfy(request -> assertThat(request.status().certificate().isEmpty()).isTrue());
  }

  @Test
  void aFileThatIsNoneIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("node-client.pem"), "torn");
    assertThatThrownBy(() -> NodeCertificate.read(file, "w"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no certificate with its key");
  }
}
