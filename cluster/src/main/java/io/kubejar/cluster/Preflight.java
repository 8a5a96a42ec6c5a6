package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.node.containerd.NodeParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;

/// What a machine has to have before a cluster starts on it, told before anything is changed.
final class Preflight {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private Preflight() {}

  /// Whether the node is to be real; says why when it is not, and installs what it lacks.
  static boolean nodeKind(RunOptions run, Console console)
      throws IOException, InterruptedException {
    if (run.simulated()) {
      console.say("Nodes are simulated, as asked for: containers only pretend to run");
      return false;
    }
    if (!ROOT) {
      console.say("Nodes are simulated, since only root can run containers: they pretend to run");
      return false;
    }
    Set<NodeParts.Part> missing = NodeParts.missing();
    if (!missing.isEmpty()) {
      String names = String.join(", ", missing.stream().map(NodeParts.Part::program).toList());
      String command = NodeParts.installCommand(missing).orElse("the machine's package manager");
      if (!run.mayInstall()) {
        throw new UserException(
            "this machine lacks "
                + names
                + "; install them with: "
                + command
                + ", or run with --simulated");
      }
      console.say("This machine lacks " + names + "; installing them: " + command);
      long since = System.nanoTime();
      NodeParts.install(missing, line -> {});
      console.step("Installed " + names, Duration.ofNanos(System.nanoTime() - since));
    }
    return true;
  }

  /// Refuses an address that cannot be listened on.
  static void requireFree(InetSocketAddress address) {
    if (address.getPort() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException e) {
      String host = address.getAddress().getHostAddress();
      if (!isLocal(address.getAddress())) {
        throw new UserException("--bind-address " + host + " is not an address of this machine");
      }
      throw new UserException(
          address.getPort() < 1024 && !ROOT
              ? "port %d of %s can't be used: %s".formatted(address.getPort(), host, e.getMessage())
              : "port %d of %s is in use; choose another with --port"
                  .formatted(address.getPort(), host));
    }
  }

  private static boolean isLocal(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null
          || address.isLoopbackAddress();
    } catch (SocketException e) {
      return true;
    }
  }

  /// Refuses to share the addresses of a real node with another cluster.
  static void requireAddresses(ClusterConfig config) throws IOException {
    if (!(config.nodes() instanceof ClusterConfig.Nodes.Real node)) {
      return;
    }
    String own = RealNode.MachineParts.of(config, node).nodeInterface();
    NetworkInterface holder =
        NetworkInterface.getByInetAddress(InetAddress.ofLiteral(config.plan().node()));
    if (holder != null && !holder.getName().equals(own)) {
      throw new UserException(
          "the addresses %s are in use on %s, by another cluster most likely; choose another"
                  .formatted(config.plan().podRange(), holder.getName())
              + " --name, or other ranges with --pod-cidr and --service-cidr");
    }
  }
}
