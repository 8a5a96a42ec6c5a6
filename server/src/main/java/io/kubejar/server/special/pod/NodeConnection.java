package io.kubejar.server.special.pod;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeAddress;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.http.HttpClient;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import java.net.URI;
import java.util.List;

/// How the server reaches the nodes' own API: with its client certificate, at the address and port
/// that a node's status tells.
public final class NodeConnection {
  /// Names of hosts are of use only where something resolves them, addresses everywhere.
  private static final List<String> PREFERRED =
      List.of("InternalIP", "ExternalIP", "InternalDNS", "ExternalDNS", "Hostname");

  private static final int DEFAULT_PORT = 10250;

  private final ClusterView view;
  private final HttpClient client;

  /// @param client with the certificate `apiserver-kubelet-client`
  public NodeConnection(ClusterView view, HttpClient client) {
    this.view = view;
    this.client = client;
  }

  HttpClient client() {
    return client;
  }

  ClusterView view() {
    return view;
  }

  /// The place of a path on a node.
  URI uri(String nodeName, String path, String rawQuery) {
    Node node = view.get(NodeKind.NODE, "", nodeName);
    if (node == null) {
      throw Failures.notFound(NodeKind.NODE.names(), nodeName);
    }
    String host = address(node);
    int port = node.status().daemonEndpoints().kubeletEndpoint().Port();
    String authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create(
        "https://%s:%d%s%s"
            .formatted(
                authority,
                port == 0 ? DEFAULT_PORT : port,
                path,
                rawQuery.isEmpty() ? "" : "?" + rawQuery));
  }

  private String address(Node node) {
    for (String type : PREFERRED) {
      for (NodeAddress address : node.status().addresses()) {
        if (address.type().equals(type)) {
          return address.address();
        }
      }
    }
    throw Failures.failure(500, "", "no preferred addresses found; known addresses: []", null);
  }
}
