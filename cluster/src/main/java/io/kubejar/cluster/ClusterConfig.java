package io.kubejar.cluster;

import io.kubejar.cli.ServerOptions;
import io.kubejar.cluster.network.AddressPlan;
import java.net.InetSocketAddress;
import java.nio.file.Path;
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
public record ClusterConfig(
    String name,
    @Nullable Path directory,
    InetSocketAddress address,
    AddressPlan plan,
    Nodes nodes,
    String domain,
    ServerOptions server) {

  /// What runs the cluster's pods.
  public sealed interface Nodes {
    /// Nothing: the control plane only.
    record None() implements Nodes {}

    /// Nodes that only pretend to run containers.
    record Simulated(int count) implements Nodes {}

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
