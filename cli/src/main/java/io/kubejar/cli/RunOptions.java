package io.kubejar.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of commands that run parts of a cluster.
public final class RunOptions {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Mixin private final LeaderOptions leader = new LeaderOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "6443",
      description = "Port of the API server; 0 picks a free one (default: 6443).")
  int port = 6443;

  @Option(
      names = "--bind-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address the API server listens on (default: 127.0.0.1).")
  String bindAddress = "127.0.0.1";

  @Option(names = "--simulated", description = "Run simulated nodes instead of real containers.")
  boolean simulated;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of simulated nodes (default: 1).")
  int nodes = 1;

  @Option(
      names = "--no-install",
      description = "Never install missing node parts through the package manager.")
  boolean noInstall;

  @Option(names = "--no-merge", description = "Leave the user's own kubeconfig as it is.")
  boolean noMerge;

  @Option(
      names = "--service-cidr",
      paramLabel = "CIDR",
      description = "Range of service addresses (default: 10.96.0.0/16, or by the cluster's name).")
  @Nullable String serviceCidr;

  @Option(
      names = "--pod-cidr",
      paramLabel = "CIDR",
      description = "Range of pod addresses (default: 10.244.0.0/16, or by the cluster's name).")
  @Nullable String podCidr;

  @Option(
      names = "--container-runtime-endpoint",
      paramLabel = "SOCKET",
      description = "Socket of a running containerd (default: KubeJar starts its own).")
  @Nullable Path runtimeEndpoint;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Kubeconfig of the API server to work against, for single roles.")
  @Nullable Path kubeconfig;

  @Option(
      names = "--cluster-signing-cert-file",
      paramLabel = "FILE",
      description =
          "Certificate in whose name the controllers sign certificates (default: the cluster's own"
              + " authority, where its key is at hand).")
  @Nullable Path signingCertificate;

  @Option(
      names = "--cluster-signing-key-file",
      paramLabel = "FILE",
      description = "Private key of --cluster-signing-cert-file.")
  @Nullable Path signingKey;

  @Option(
      names = "--node-name",
      paramLabel = "NAME",
      description = "Name the node registers under (default: the host's name).")
  @Nullable String nodeName;

  /// The options of the API server.
  @Option(
      names = "--service-account-private-key-file",
      paramLabel = "FILE",
      description =
          "Key that signs the tokens of secrets, for the role controllers (default: the cluster's"
              + " own, where it is at hand).")
  @Nullable Path serviceAccountKey;

  public @Nullable Path serviceAccountKey() {
    return serviceAccountKey;
  }

  /// How one of several is elected.
  public LeaderOptions leader() {
    return leader;
  }

  public ServerOptions server() {
    return server;
  }

  public int port() {
    return port;
  }

  public String bindAddress() {
    return bindAddress;
  }

  public boolean simulated() {
    return simulated;
  }

  public int nodes() {
    return nodes;
  }

  public boolean mayInstall() {
    return !noInstall;
  }

  public boolean merge() {
    return !noMerge;
  }

  public @Nullable String serviceCidr() {
    return serviceCidr;
  }

  public @Nullable String podCidr() {
    return podCidr;
  }

  public @Nullable Path runtimeEndpoint() {
    return runtimeEndpoint;
  }

  public @Nullable Path kubeconfig() {
    return kubeconfig;
  }

  public @Nullable Path signingCertificate() {
    return signingCertificate;
  }

  public @Nullable Path signingKey() {
    return signingKey;
  }

  public @Nullable String nodeName() {
    return nodeName;
  }
}
