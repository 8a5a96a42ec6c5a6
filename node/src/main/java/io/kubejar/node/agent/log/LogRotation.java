package io.kubejar.node.agent.log;

import io.kubejar.node.agent.runtime.CriLabels;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ContainerStateValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Moves away logs that have grown large, keeps a few of the old ones, and compresses all but the
/// newest of those.
public final class LogRotation {
  private static final long LARGEST = 10L << 20;
  private static final int MOST_FILES = 5;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final ContainerRuntime runtime;
  private final String owner;

  /// @param owner the agent whose containers are looked at
  public LogRotation(ContainerRuntime runtime, String owner) {
    this.runtime = runtime;
    this.owner = owner;
  }

  /// Looks at all running containers once.
  public void run() {
    ContainerFilter filter =
        ContainerFilter.newBuilder()
            .setState(ContainerStateValue.newBuilder().setState(ContainerState.CONTAINER_RUNNING))
            .putLabelSelector(CriLabels.OWNER, owner)
            .build();
    for (Container container : runtime.listContainers(filter)) {
      try {
        Path log = Path.of(runtime.containerStatus(container.getId()).getLogPath());
        if (Files.isRegularFile(log) && Files.size(log) > LARGEST) {
          rotate(log, () -> runtime.reopenContainerLog(container.getId()));
        }
      } catch (CriException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Moves one log away.
  ///
  /// @param reopen makes its writer begin a new file
  static void rotate(Path log, Runnable reopen) throws IOException {
    List<Path> old = rotated(log);
    while (old.size() > MOST_FILES - 2) {
      Files.deleteIfExists(old.removeFirst());
    }
    for (Path each : old) {
      if (!each.toString().endsWith(".gz")) {
        compress(each);
      }
    }
    Path away =
        log.resolveSibling(
            log.toFile().getName() + "." + LocalDateTime.now(ZoneOffset.UTC).format(STAMP));
    Files.move(log, away, StandardCopyOption.ATOMIC_MOVE);
    try {
      reopen.run();
    } catch (RuntimeException e) {
      // The runtime still writes to the old file: it stays the log.
      if (!Files.exists(log)) {
        Files.move(away, log, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }

  /// The old parts of a log, the oldest first.
  static List<Path> rotated(Path log) throws IOException {
    List<Path> found = new ArrayList<>();
    String prefix = log.toFile().getName() + ".";
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(log.resolveSibling(""))) {
      for (Path sibling : siblings) {
        String name = sibling.toFile().getName();
        if (name.startsWith(prefix) && !name.endsWith(".tmp")) {
          found.add(sibling);
        }
      }
    }
    found.sort(Path::compareTo);
    return found;
  }

  private static void compress(Path file) throws IOException {
    Path temporary = Path.of(file + ".tmp");
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
      in.transferTo(out);
    }
    Files.move(temporary, Path.of(file + ".gz"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }
}
