package io.kubejar.cluster;

import io.kubejar.client.Client;
import io.kubejar.cluster.machines.NodeCertificate;
import io.kubejar.http.ServerTls;
import io.kubejar.node.agent.api.ClusterSecurity;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.pki.PkiOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How the API of a node that is no server shows who it is: by a certificate that the cluster signs
/// at the node's request, which the API servers insist on.
final class NodeServing implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");
  private static final Duration LOOK = Duration.ofMinutes(1);

  /// Somebody may have to approve it.
  private static final Duration ANSWER = Duration.ofMinutes(15);

  private final NodeCertificate certificate;
  private final Client client;
  private final Thread renewal;

  private NodeServing(NodeCertificate certificate, Client client) {
    this.certificate = certificate;
    this.client = client;
    this.renewal = Thread.ofVirtual().name("serving-certificate").unstarted(this::renew);
  }

  /// Begins to ask for it, as often as it takes.
  ///
  /// @param file keeps it
  static NodeServing start(Path file, String node, String address, Client client)
      throws IOException {
    var serving = new NodeServing(NodeCertificate.serving(file, node, address), client);
    serving.renewal.start();
    return serving;
  }

  /// With a certificate of the node's own making, as upstream's nodes have where nobody signs
  /// theirs.
  ///
  /// @param authorities who vouches for the API server as a client
  static ClusterSecurity selfSigned(
      Client client, ClusterConfig config, String node, List<X509Certificate> authorities) {
    ClusterPki own =
        ClusterPki.inMemory(
            PkiOptions.of(config.domain(), config.plan().apiService(), List.of()),
            Clock.systemUTC());
    Credential serving = own.nodeServing(node, List.of(node), List.of(config.nodeAddress()));
    return new ClusterSecurity(client, ServerTls.of(serving.identity(), authorities), node);
  }

  /// @param authorities who vouches for the API server as a client
  ClusterSecurity security(String node, List<X509Certificate> authorities) {
    return new ClusterSecurity(
        client, new ServerTls(certificate::identity, () -> authorities), node);
  }

  private void renew() {
    try {
      while (true) {
        try {
          if (certificate.renew(client, Instant.now(), ANSWER)) {
            LOG.log(
                Level.INFO,
                "the node has a new serving certificate, which ends at {0}",
                certificate.end());
          }
        } catch (IOException e) {
          LOG.log(Level.WARNING, e.getMessage());
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  @Override
  public void close() {
    renewal.interrupt();
  }
}
