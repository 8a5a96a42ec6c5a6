package io.kubejar.cluster;

import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.http.ServerTls;
import io.kubejar.node.agent.api.ClusterSecurity;
import io.kubejar.node.agent.api.NodeApiSecurity;
import io.kubejar.node.cri.CriClient;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A running cluster: API server, controllers, scheduler and nodes in this process.
///
/// Components share one set of informers, whose objects are the API server's own instances. They
/// are closed in the reverse order of their start.
public final class Cluster implements AutoCloseable {
  /// Upstream's name, under which it owns the fields that it writes.
  private static final String KUBELET = "kubelet";

  private final Teardown owned = new Teardown();
  private final ClusterConfig config;
  private final ControlPlane plane;

  /// Starts a cluster and returns once its API answers and its parts run.
  public static Cluster start(ClusterConfig config, Progress progress)
      throws IOException, InterruptedException {
    return new Starter(config, progress).start();
  }

  private Cluster(ClusterConfig config, ControlPlane plane) {
    this.config = config;
    this.plane = plane;
  }

  /// The port of the API server.
  public int port() {
    return plane.server().port();
  }

  /// How an administrator reaches the cluster.
  public Kubeconfig.Entry administrator() {
    return plane.administrator();
  }

  /// The authority that signed the API server's certificate.
  X509Certificate authority() {
    return plane.pki().authority().certificate();
  }

  /// The API within this process, with an administrator's rights.
  public Client client() {
    return plane.client(
        User.of("kubernetes-admin", "system:masters", "system:authenticated"), "kubejar");
  }

  /// The API within this process, with the rights of a user.
  Client client(User user) {
    return plane.client(user, "kubejar");
  }

  @Override
  public void close() {
    plane.hurry();
    owned.close();
  }

  /// Brings the parts up, those that do not need each other at the same time.
  private static final class Starter {
    private final ClusterConfig config;
    private final Progress progress;
    private long since = System.nanoTime();

    Starter(ClusterConfig config, Progress progress) {
      this.config = config;
      this.progress = progress;
    }

    private void done(String step) {
      long now = System.nanoTime();
      progress.done(step, Duration.ofNanos(now - since));
      since = now;
    }

    Cluster start() throws IOException, InterruptedException {
      ClusterConfig.Nodes nodes = config.nodes();
      RealNode real =
          nodes instanceof ClusterConfig.Nodes.Real settings
              ? new RealNode(config, settings)
              : null;
      List<InetSocketAddress> addresses = new ArrayList<>(List.of(config.address()));
      CompletableFuture<CriClient> runtime = new CompletableFuture<>();
      if (real != null) {
        MachineNetwork.installInterface(config, (ClusterConfig.Nodes.Real) nodes);
        done("Node addresses");
        if (config.membership() == null) {
          addresses.add(
              new InetSocketAddress(
                  InetAddress.ofLiteral(config.plan().node()), config.address().getPort()));
        }
        runtime = background("container runtime", real::startRuntime);
      }
      ControlPlane plane = ControlPlane.start(config, addresses, null);
      Cluster cluster = new Cluster(config, plane);
      cluster.owned.own("control plane", plane);
      try {
        done("API server on port " + plane.server().port());
        ControlLoops loops = new ControlLoops(config, plane);
        Informers informers = cluster.owned.own("informers", new Informers(loops.managerClient()));
        if (config.election() == null) {
          startComponents.add(loops.controllers(informers, cluster.owned));
          startComponents.add(loops.scheduler(informers, cluster.owned));
        }
        if (real != null) {
          cluster.owned.own("node", real);
          MachineNetwork.start(config, (ClusterConfig.Nodes.Real) nodes, informers, cluster.owned);
        }
        informers.start();
        startComponents.forEach(Runnable::run);
        if (config.election() != null) {
          loops.elect(config.election(), cluster.owned);
        }
        done("Controllers and scheduler");
        switch (nodes) {
          case ClusterConfig.Nodes.None() -> {}
          case ClusterConfig.Nodes.Simulated(int count) -> {
            cluster.owned.own(
                "simulated nodes",
                SimulatedNodes.start(
                    count, config, name -> plane.client(node(name), KUBELET), informers));
            done(count == 1 ? "Simulated node" : count + " simulated nodes");
          }
          case ClusterConfig.Nodes.Pretended(String name) -> {
            cluster.owned.own(
                "simulated node",
                SimulatedNodes.startOne(
                    name, config, plane.client(node(name), KUBELET), informers));
            done("Simulated node " + name);
          }
          case ClusterConfig.Nodes.Real settings -> {
            CriClient client = join(runtime);
            done("Container runtime");
            if (real != null) {
              real.startAgent(
                  client,
                  plane.client(node(settings.name()), KUBELET),
                  informers,
                  security(plane, settings.name()));
            }
            done("Node " + settings.name());
          }
        }
        return cluster;
      } catch (IOException | RuntimeException e) {
        cluster.close();
        throw e;
      }
    }

    private final List<Runnable> startComponents = new ArrayList<>();

    private static User node(String name) {
      return User.of("system:node:" + name, "system:nodes", "system:authenticated");
    }

    private NodeApiSecurity security(ControlPlane plane, String node) {
      List<X509Certificate> authorities = List.of(plane.pki().authority().certificate());
      return new ClusterSecurity(
          plane.client(node(node), KUBELET),
          new ServerTls(
              () ->
                  plane
                      .pki()
                      .nodeServing(node, List.of(node), List.of(config.nodeAddress()))
                      .identity(),
              () -> authorities),
          node);
    }

    private static <T> CompletableFuture<T> background(String name, Callable<T> work) {
      CompletableFuture<T> result = new CompletableFuture<>();
      Thread.ofPlatform()
          .name(name)
          .start(
              () -> {
                try {
                  result.complete(work.call());
                } catch (Exception e) {
                  result.completeExceptionally(e);
                }
              });
      return result;
    }

    private static <T> T join(CompletableFuture<T> result) throws IOException {
      try {
        return result.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw e;
      }
    }
  }
}
