package io.kubejar.cluster;

import io.kubejar.client.Client;
import io.kubejar.http.ServerTls;
import io.kubejar.node.agent.api.ClusterSecurity;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.pki.PkiOptions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/// How a node's own API shows who it is, and whom it lets in.
final class NodeServing {
  private NodeServing() {}

  /// With a certificate of its own making, as upstream's nodes have where nobody signs theirs.
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
}
