package io.kubejar.cluster;

import io.kubejar.cli.ServerOptions;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.store.etcd.EtcdEndpoints;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a cluster in this process consists of.
///
/// @param name the cluster's name
/// @param directory where its data is; null keeps everything in memory
/// @param address where the API server listens; port 0 for any
/// @param plan the addresses it uses
/// @param nodes its nodes
/// @param domain the DNS domain of services
/// @param server the options of its API server
/// @param election who leads where several might; null for whoever runs
/// @param membership how it shares the cluster with other machines; null for a cluster of its own
public record ClusterConfig(
    String name,
    @Nullable Path directory,
    InetSocketAddress address,
    AddressPlan plan,
    Nodes nodes,
    String domain,
    ServerOptions server,
    @Nullable Election election,
    @Nullable Membership membership) {

  /// A cluster that is on this machine alone.
  public ClusterConfig(
      String name,
      @Nullable Path directory,
      InetSocketAddress address,
      AddressPlan plan,
      Nodes nodes,
      String domain,
      ServerOptions server) {
    this(name, directory, address, plan, nodes, domain, server, null, null);
  }

  /// What tells a machine apart from the others of its cluster.
  ///
  /// @param endpoint where the cluster is found: a host with a port
  /// @param nodeAddress the address by which other machines reach this one
  /// @param etcd the members of the etcd that runs beside the servers; null where none does
  public record Membership(String endpoint, String nodeAddress, @Nullable EtcdEndpoints etcd) {}

  /// The address by which the API server is reached from within the cluster.
  public String advertised() {
    String given = server.serving().advertiseAddress();
    return given == null ? plan.node() : given;
  }

  /// The addresses that the node's own interface holds.
  List<String> ownAddresses() {
    return membership == null
        ? List.of(plan.node(), plan.dnsService())
        : List.of(plan.dnsService());
  }

  /// The address of the node.
  String nodeAddress() {
    return membership == null ? plan.node() : membership.nodeAddress();
  }

  /// What runs the cluster's pods.
  public sealed interface Nodes {
    /// Nothing: the control plane only.
    record None() implements Nodes {}

    /// Nodes that only pretend to run containers.
    record Simulated(int count) implements Nodes {}

    /// This machine, pretending to run containers.
    ///
    /// @param name the node's name
    record Pretended(String name) implements Nodes {}

    /// This machine.
    ///
    /// @param name the node's name
    /// @param directory where it keeps volumes, logs and its own containerd
    /// @param images where the images of the cluster's own registry are
    /// @param runtime the socket of a running containerd; null to start one
    record Real(String name, Path directory, Path images, @Nullable Path runtime)
        implements Nodes {}
  }
}
