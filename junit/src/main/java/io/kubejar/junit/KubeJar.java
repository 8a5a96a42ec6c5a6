package io.kubejar.junit;

import io.kubejar.cli.ServerOptions;
import io.kubejar.client.Client;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.Cluster;
import io.kubejar.cluster.ClusterConfig;
import io.kubejar.cluster.Progress;
import io.kubejar.cluster.network.AddressPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/// A cluster in this process: a real API server with controllers, garbage collection, scheduler and
/// node agents; only the containers are pretended.
///
/// Everything is in memory, and the API server listens on a free port of the loopback interface, so
/// that any number of clusters live side by side. Closing one ends all its threads.
///
/// ```java
/// try (KubeJar cluster = KubeJar.start()) {
///   cluster.client().resources(NamespaceKind.NAMESPACE).list();
/// }
/// ```
public final class KubeJar implements AutoCloseable {
  private final Cluster cluster;

  private KubeJar(Cluster cluster) {
    this.cluster = cluster;
  }

  /// A cluster with one node.
  public static KubeJar start() {
    return builder().start();
  }

  /// A cluster to be described first.
  public static Builder builder() {
    return new Builder();
  }

  /// Typed access within this process, with an administrator's rights.
  public Client client() {
    return cluster.client();
  }

  /// Where the API server listens, such as `https://127.0.0.1:39211`.
  public URI server() {
    return URI.create(cluster.administrator().server());
  }

  /// A kubeconfig with an administrator's credentials, for any other client.
  public String kubeconfig() {
    return Kubeconfig.empty().with(cluster.administrator()).toYaml();
  }

  /// Writes the kubeconfig to a file that only its owner can read.
  public void writeKubeconfig(Path file) {
    try {
      Kubeconfig.empty().with(cluster.administrator()).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }

  /// A cluster in the making.
  public static final class Builder {
    private int nodes = 1;
    private String name = "kubejar";

    private Builder() {}

    /// How many simulated nodes there are; none leaves pods pending.
    public Builder nodes(int count) {
      if (count < 0) {
        throw new IllegalArgumentException("nodes is " + count + ", it has to be 0 or more");
      }
      nodes = count;
      return this;
    }

    /// The name of the cluster and of its kubeconfig context.
    public Builder name(String value) {
      name = value;
      return this;
    }

    /// Starts the cluster; it is ready for requests when this returns.
    public KubeJar start() {
      ClusterConfig config =
          new ClusterConfig(
              name,
              null,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              AddressPlan.of(name, null, null),
              nodes == 0
                  ? new ClusterConfig.Nodes.None()
                  : new ClusterConfig.Nodes.Simulated(nodes),
              "cluster.local",
              new ServerOptions());
      try {
        return new KubeJar(Cluster.start(config, Progress.NONE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the cluster started", e);
      }
    }
  }
}
