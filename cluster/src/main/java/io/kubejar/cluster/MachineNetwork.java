package io.kubejar.cluster;

import io.kubejar.client.Informers;
import io.kubejar.cluster.network.NodeInterface;
import io.kubejar.cluster.network.PodRoutes;
import io.kubejar.dns.ClusterZone;
import io.kubejar.dns.DnsServer;
import io.kubejar.dns.Forwarder;
import io.kubejar.dns.Responder;
import io.kubejar.node.cni.PodNetwork;
import io.kubejar.proxy.ProxySettings;
import io.kubejar.proxy.ServiceProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;

/// What of the cluster's network is on a machine with a real node: its own interface, the service
/// proxy, DNS, and, where there are other machines, the ways to their pods.
final class MachineNetwork {
  private MachineNetwork() {}

  /// Makes the interface that holds the addresses of the node's own.
  static void installInterface(ClusterConfig config, ClusterConfig.Nodes.Real settings)
      throws IOException, InterruptedException {
    new NodeInterface(RealNode.MachineParts.of(config, settings).nodeInterface())
        .install(config.ownAddresses(), config.plan().serviceRange());
  }

  /// Starts what follows the API.
  ///
  /// @param informers not started yet
  static void start(
      ClusterConfig config, ClusterConfig.Nodes.Real settings, Informers informers, Teardown owned)
      throws IOException {
    RealNode.MachineParts parts = RealNode.MachineParts.of(config, settings);
    owned.own(
        "service proxy",
        new ServiceProxy(
                informers,
                new ProxySettings(
                    parts.serviceTable(),
                    settings.name(),
                    config.plan().podRange(),
                    Set.of(config.plan().dnsService())))
            .start());
    if (config.membership() != null) {
      owned.own(
          "routes to pods",
          PodRoutes.start(
              informers,
              settings.name(),
              config.nodeAddress(),
              range -> new PodNetwork(parts.withRange(range).network()).install()));
    }
    ClusterZone zone = new ClusterZone(config.domain(), informers);
    owned.own(
        "DNS",
        DnsServer.start(
            new Responder(zone, Forwarder.fromFile(Path.of("/etc/resolv.conf")), new Random()),
            new InetSocketAddress(InetAddress.ofLiteral(config.plan().dnsService()), 53)));
  }
}
