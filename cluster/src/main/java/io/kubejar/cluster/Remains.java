package io.kubejar.cluster;

import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.ServerOptions;
import io.kubejar.cluster.network.NodeInterface;
import io.kubejar.cluster.network.PodRoutes;
import io.kubejar.node.cni.PodNetwork;
import io.kubejar.node.containerd.ContainerdProcess;
import io.kubejar.node.containerd.ContainerdSettings;
import io.kubejar.node.image.PauseImage;
import io.kubejar.proxy.ServiceProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes away what a cluster's node leaves on the machine once its process has ended: containers,
/// mounts, interfaces, rules and control groups.
final class Remains {
  private final DataDirectory directory;
  private final Settings settings;

  Remains(DataDirectory directory, Settings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  void remove() throws IOException, InterruptedException {
    if (settings.node().isEmpty()) {
      return;
    }
    RealNode.MachineParts parts = parts();
    if (settings.runtime().isEmpty()) {
      ContainerdSettings containerd =
          new ContainerdSettings(
              parts.directory(),
              parts.cgroup(),
              new PodNetwork(parts.network()).configurationDirectory(),
              Path.of("/opt/cni/bin"),
              PauseImage.NAME.toString(),
              "http://127.0.0.1:1");
      Optional<ContainerdProcess> running = ContainerdProcess.find(containerd);
      if (running.isPresent()) {
        running.get().stop();
      } else {
        ContainerdProcess.removeRemains(containerd);
      }
    }
    unmountBelow(directory.root());
    new PodNetwork(parts.network()).remove();
    if (MachineFile.exists(directory)) {
      PodRoutes.removeAll(settings.plan().podRange());
    }
    ServiceProxy.removeRules(parts.serviceTable());
    new NodeInterface(parts.nodeInterface()).remove();
  }

  private RealNode.MachineParts parts() {
    ClusterConfig.Nodes.Real node =
        new ClusterConfig.Nodes.Real(settings.node(), directory.node(), directory.images(), null);
    ClusterConfig config =
        new ClusterConfig(
            settings.name(),
            directory.root(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()),
            settings.plan(),
            node,
            "cluster.local",
            new ServerOptions());
    return RealNode.MachineParts.of(config, node);
  }

  /// Unmounts what volumes left mounted, the innermost first.
  private static void unmountBelow(Path root) throws IOException, InterruptedException {
    String prefix = root.toRealPath() + "/";
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/mounts"))) {
      for (String mount :
          lines
              .map(line -> line.split(" ")[1].replace("\\040", " "))
              .filter(point -> point.startsWith(prefix))
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList()) {
        new ProcessBuilder("umount", "-l", mount).inheritIO().start().waitFor();
      }
    }
  }

  /// Deletes a directory with all that is in it; links are not followed.
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(root)) {
          Files.deleteIfExists(file);
        }
      }
    }
    if (!isMountPoint(root)) {
      Files.deleteIfExists(root);
    }
  }

  private static boolean isMountPoint(Path root) throws IOException {
    String point = root.toRealPath().toString().replace(" ", "\\040");
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/mounts"))) {
      return lines.anyMatch(line -> line.split(" ")[1].equals(point));
    }
  }
}
