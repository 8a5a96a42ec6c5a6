package io.kubejar.node.agent.config;

import io.kubejar.api.core.v1.NodeAddress;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.value.Quantity;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who a node is and how it works.
///
/// @param name the node object's name
/// @param owner marks this agent's sandboxes in a runtime that others use too; the same after each
///   restart, different for each node and cluster
/// @param directory where volumes and logs are
/// @param addresses what the node object shows; the first `InternalIP` is the host address of pods
/// @param labels more labels for a new node object
/// @param taints those of a new node object
/// @param capacity what the machine has; empty to find out
/// @param reserved what of it pods may not use
/// @param clusterDns the addresses of the cluster's name servers
/// @param clusterDomain such as `cluster.local`
/// @param cgroupRoot the control group above all pods, such as `/kubejar-1a2b/kubepods`; null to
///   let the runtime decide
/// @param hostFiles whether files, mounts and owners are made as containers need them; false for
///   nodes whose containers are simulated, where volumes are checked but hold nothing
/// @param api where the node's own API listens, port 0 for any; null for none
/// @param podCidr the pods' addresses where the node knows them by itself; empty to take them from
///   the node object
/// @param version the version the node reports
/// @param statusPeriod how often the node's status is looked at
public record NodeConfig(
    String name,
    String owner,
    Path directory,
    List<NodeAddress> addresses,
    Map<String, String> labels,
    List<Taint> taints,
    Map<String, Quantity> capacity,
    Map<String, Quantity> reserved,
    List<String> clusterDns,
    String clusterDomain,
    @Nullable String cgroupRoot,
    boolean hostFiles,
    @Nullable InetSocketAddress api,
    String podCidr,
    String version,
    Duration statusPeriod) {

  public NodeConfig {
    addresses = List.copyOf(addresses);
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
    capacity = Map.copyOf(capacity);
    reserved = Map.copyOf(reserved);
    clusterDns = List.copyOf(clusterDns);
  }

  /// A node with a name and a directory, and upstream's defaults for the rest.
  public static Builder builder(String name, Path directory) {
    return new Builder(name, directory);
  }

  /// The first address of a type, or empty.
  public String address(String type) {
    return addresses.stream()
        .filter(a -> a.type().equals(type))
        .map(NodeAddress::address)
        .findFirst()
        .orElse("");
  }

  /// The node's addresses on its network.
  public List<String> internalAddresses() {
    return addresses.stream()
        .filter(a -> a.type().equals("InternalIP"))
        .map(NodeAddress::address)
        .toList();
  }

  public Path podDirectory(String uid) {
    return directory.resolve("pods").resolve(uid);
  }

  /// Where profiles lie that pods name by `localhostProfile`.
  public Path seccompProfiles() {
    return directory.resolve("seccomp");
  }

  public Path logs() {
    return directory.resolve("logs");
  }

  /// Collects what a node is.
  public static final class Builder {
    private final String name;
    private final Path directory;
    private String owner;
    private List<NodeAddress> addresses = List.of();
    private Map<String, String> labels = Map.of();
    private List<Taint> taints = List.of();
    private Map<String, Quantity> capacity = Map.of();
    private Map<String, Quantity> reserved = Map.of();
    private List<String> clusterDns = List.of();
    private String clusterDomain = "cluster.local";
    private @Nullable String cgroupRoot;
    private boolean hostFiles = true;
    private @Nullable InetSocketAddress api;
    private String podCidr = "";
    private String version = "v1.36.2";
    private Duration statusPeriod = Duration.ofSeconds(10);

    private Builder(String name, Path directory) {
      this.name = name;
      this.directory = directory;
      this.owner = name;
    }

    public Builder owner(String value) {
      owner = value;
      return this;
    }

    public Builder addresses(NodeAddress... values) {
      addresses = List.of(values);
      return this;
    }

    /// The node's one address on its network, and its host name.
    public Builder address(String ip) {
      return addresses(
          NodeAddress.builder().type("InternalIP").address(ip).build(),
          NodeAddress.builder().type("Hostname").address(name).build());
    }

    public Builder labels(Map<String, String> values) {
      labels = values;
      return this;
    }

    public Builder taints(Taint... values) {
      taints = List.of(values);
      return this;
    }

    public Builder capacity(Map<String, Quantity> values) {
      capacity = values;
      return this;
    }

    public Builder reserved(Map<String, Quantity> values) {
      reserved = values;
      return this;
    }

    public Builder clusterDns(String... values) {
      clusterDns = List.of(values);
      return this;
    }

    public Builder clusterDomain(String value) {
      clusterDomain = value;
      return this;
    }

    public Builder cgroupRoot(@Nullable String value) {
      cgroupRoot = value;
      return this;
    }

    public Builder hostFiles(boolean value) {
      hostFiles = value;
      return this;
    }

    public Builder api(@Nullable InetSocketAddress value) {
      api = value;
      return this;
    }

    public Builder podCidr(String value) {
      podCidr = value;
      return this;
    }

    public Builder version(String value) {
      version = value;
      return this;
    }

    public Builder statusPeriod(Duration value) {
      statusPeriod = value;
      return this;
    }

    public NodeConfig build() {
      return new NodeConfig(
          name,
          owner,
          directory,
          addresses,
          labels,
          taints,
          capacity,
          reserved,
          clusterDns,
          clusterDomain,
          cgroupRoot,
          hostFiles,
          api,
          podCidr,
          version,
          statusPeriod);
    }
  }
}
