package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.store.etcd.EtcdEndpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The configuration of a machine that shares its cluster with others.
final class MemberConfig {
  private MemberConfig() {}

  /// A server, with a node unless that was not wanted.
  ///
  /// @param etcd the members of the etcd that runs beside the servers; null where none does
  static ClusterConfig server(
      ClusterOptions cluster, MemberOptions options, boolean real, @Nullable EtcdEndpoints etcd)
      throws IOException {
    RunOptions run = options.run();
    String advertised = run.server().serving().advertiseAddress();
    ClusterConfig alone = Settings.config(cluster, run, real, MachineOperations.hostName());
    InetAddress bind = alone.address().getAddress();
    InetSocketAddress address =
        bind.isLoopbackAddress() && advertised != null
            ? new InetSocketAddress(Settings.address(advertised), run.port())
            : alone.address();
    return member(alone, options, address, real, etcd);
  }

  /// A node without a server.
  static ClusterConfig node(ClusterOptions cluster, MemberOptions options, boolean real)
      throws IOException {
    ClusterConfig alone =
        Settings.config(cluster, options.run(), real, MachineOperations.hostName());
    return member(alone, options, alone.address(), real, null);
  }

  private static ClusterConfig member(
      ClusterConfig alone,
      MemberOptions options,
      InetSocketAddress address,
      boolean real,
      @Nullable EtcdEndpoints etcd) {
    String endpoint = options.endpoint();
    String nodeAddress = options.nodeAddress();
    if (endpoint == null || nodeAddress == null) {
      throw new UserException("this machine's own options lack its addresses");
    }
    ClusterConfig.Nodes nodes =
        !options.withNode()
            ? new ClusterConfig.Nodes.None()
            : real ? alone.nodes() : new ClusterConfig.Nodes.Pretended(nodeName(options));
    return new ClusterConfig(
        alone.name(),
        alone.directory(),
        address,
        alone.plan(),
        nodes,
        alone.domain(),
        alone.server(),
        alone.election(),
        new ClusterConfig.Membership(endpoint, nodeAddress, etcd));
  }

  /// Under which name the machine is a node.
  static String nodeName(MemberOptions options) {
    String given = options.run().nodeName();
    return (given == null ? MachineOperations.hostName() : given).toLowerCase(Locale.ROOT);
  }

  /// Refuses addresses that are not this machine's, or are in use.
  static void preflight(ClusterConfig config) throws IOException {
    ClusterConfig.Membership membership = config.membership();
    if (membership == null) {
      return;
    }
    if (!(config.nodes() instanceof ClusterConfig.Nodes.None)) {
      InetAddress own = InetAddress.ofLiteral(membership.nodeAddress());
      if (NetworkInterface.getByInetAddress(own) == null && !own.isLoopbackAddress()) {
        throw new UserException(
            "--node-ip %s is not an address of this machine".formatted(membership.nodeAddress()));
      }
    }
    if (config.server().serving().advertiseAddress() != null) {
      Preflight.requireFree(config.address());
    }
  }
}
