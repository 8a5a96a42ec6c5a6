package io.kubejar.controllers.certificates;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static io.kubejar.api.core.v1.ServiceKind.SERVICE;
import static io.kubejar.api.discovery.v1.EndpointSliceKind.ENDPOINT_SLICE;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeAddress;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.client.Informers;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which names a node may have in a certificate as a server.
///
/// A node says itself which addresses it has, so its word is taken for those only that nobody else
/// has: no other node, no service and no API server. Of host names it may have its own name alone,
/// which its client certificate proves, and none by which the API server is called.
final class ServingNames {
  private static final String NODE_USER = "system:node:";
  private static final Key API_SERVERS = new Key("default", "kubernetes");
  private static final Set<String> SERVERS =
      Set.of("localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc");
  private static final Set<String> ADDRESSES = Set.of("InternalIP", "ExternalIP");

  private final Lister<Node> nodes;
  private final Lister<Service> services;
  private final Lister<EndpointSlice> slices;

  ServingNames(Informers informers) {
    this.nodes = informers.of(NODE).lister();
    this.services = informers.of(SERVICE).lister();
    this.slices = informers.of(ENDPOINT_SLICE).lister();
  }

  /// Why a request is not approved; null when all its names are the node's.
  @Nullable String flaw(CertificateRequest request, String user) throws GeneralSecurityException {
    if (!request.commonName().equals(user) || !user.startsWith(NODE_USER)) {
      return "a node may ask for itself only";
    }
    String name = user.substring(NODE_USER.length());
    Node node = nodes.get(new Key("", name));
    if (node == null) {
      return "there is no node \"" + name + "\" yet";
    }
    for (String host : request.hosts()) {
      if (!host.equals(name)
          || SERVERS.contains(host)
          || host.startsWith("kubernetes.default.svc.")) {
        return "the host name \"" + host + "\" is not the node's own";
      }
    }
    for (InetAddress address : request.addresses()) {
      String flaw = flaw(address, node);
      if (flaw != null) {
        return flaw;
      }
    }
    return null;
  }

  private @Nullable String flaw(InetAddress address, Node node) {
    String text = address.getHostAddress();
    if (address.isLoopbackAddress() || address.isAnyLocalAddress() || !has(node, address)) {
      return "the address " + text + " is not one of the node's";
    }
    for (Node other : nodes.list()) {
      if (!other.metadata().name().equals(node.metadata().name()) && has(other, address)) {
        return "the address " + text + " is that of the node " + other.metadata().name() + " too";
      }
    }
    if (services.list().stream().anyMatch(it -> among(it.spec().clusterIPs(), address))
        || slices.list().stream().anyMatch(it -> isOfServers(it, address))) {
      return "the address " + text + " is that of a server";
    }
    return null;
  }

  private static boolean has(Node node, InetAddress address) {
    return among(
        node.status().addresses().stream()
            .filter(it -> ADDRESSES.contains(it.type()))
            .map(NodeAddress::address)
            .toList(),
        address);
  }

  private static boolean isOfServers(EndpointSlice slice, InetAddress address) {
    return API_SERVERS.namespace().equals(slice.metadata().namespace())
        && API_SERVERS.name().equals(slice.metadata().labels().get("kubernetes.io/service-name"))
        && slice.endpoints().stream().anyMatch(it -> among(it.addresses(), address));
  }

  private static boolean among(List<String> texts, InetAddress address) {
    return texts.stream().anyMatch(text -> is(text, address));
  }

  private static boolean is(String text, InetAddress address) {
    try {
      return InetAddress.ofLiteral(text).equals(address);
    } catch (IllegalArgumentException e) {
      return false; // "None", or what a node made up
    }
  }
}
