package io.kubejar.node.containerd;

import io.kubejar.linux.Cgroups;
import io.kubejar.linux.Mounts;
import io.kubejar.linux.ProcessIdentity;
import io.kubejar.node.cri.CriClient;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.Sandboxes;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Ends a containerd and removes all it made, first by asking it and then by what the kernel shows.
final class ContainerdRemoval {

  private static final System.Logger LOG = System.getLogger("io.kubejar.node.containerd");
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final ContainerdSettings settings;

  ContainerdRemoval(ContainerdSettings settings) {
    this.settings = settings;
  }

  void remove(ProcessIdentity containerd) throws InterruptedException {
    if (containerd.isAlive()) {
      try (var client = new CriClient(settings.socket())) {
        Sandboxes.removeAll(client, PodSandboxFilter.getDefaultInstance());
      } catch (CriException e) {
        LOG.log(System.Logger.Level.WARNING, "pods could not all be ended: {0}", e.getMessage());
      }
      containerd.stop(GRACE);
    }
    removeRemains();
  }

  void removeRemains() throws InterruptedException {
    List<ProcessIdentity> shims = shims();
    Cgroups.ofThisMachine().delete(settings.cgroup());
    for (ProcessIdentity shim : shims) {
      // A shim ends by itself some moments after its last container; TERM makes it clean up.
      shim.stop(Duration.ofSeconds(2));
    }
    Mounts.unmountAllUnder(settings.directory());
    try {
      deleteTree(settings.state());
      Files.deleteIfExists(settings.pidFile());
      Files.deleteIfExists(settings.socket());
      Files.deleteIfExists(Path.of(settings.socket() + ".ttrpc"));
      deleteIfEmpty(Path.of("/run/containerd/s"));
      deleteIfEmpty(Path.of("/run/containerd"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shims name their containerd's socket, which is ours alone.
  private List<ProcessIdentity> shims() {
    var shims = new ArrayList<ProcessIdentity>();
    String socket = settings.socket().toString();
    ProcessHandle.allProcesses()
        .forEach(
            handle ->
                ProcessIdentity.of(handle.pid())
                    .filter(each -> isShim(each.commandLine(), socket))
                    .ifPresent(shims::add));
    return shims;
  }

  private static boolean isShim(List<String> commandLine, String socket) {
    return !commandLine.isEmpty()
        && commandLine.getFirst().contains("containerd-shim")
        && commandLine.contains(socket);
  }

  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path each : tree.toList().reversed()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    try {
      Files.delete(directory);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Another containerd of the machine uses it, or it is gone.
      return;
    }
  }
}
