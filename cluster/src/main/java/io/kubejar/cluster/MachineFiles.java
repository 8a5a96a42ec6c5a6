package io.kubejar.cluster;

import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.UserException;
import io.kubejar.cluster.etcd.EtcdFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a machine of a cluster keeps in its data directory, and what of it was there before a
/// start.
final class MachineFiles {
  private final DataDirectory directory;
  private final Set<Path> before;

  MachineFiles(DataDirectory directory) {
    this.directory = directory;
    this.before = present();
  }

  void requireUnused() throws IOException {
    Optional<ProcessHandle> running = RunningProcess.find(directory);
    if (running.isPresent()) {
      throw new UserException(
          "a cluster runs already in %s (process %d)"
              .formatted(directory.root(), running.get().pid()));
    }
    for (Path used :
        List.of(
            directory.settings(),
            directory.pki(),
            directory.store(),
            new EtcdFiles(directory.root()).data())) {
      if (Files.exists(used)) {
        throw new UserException(
            "%s belongs to a cluster already: kubejar up goes on with it, kubejar reset deletes it"
                .formatted(directory.root()));
      }
    }
  }

  /// Writes a file that its owner alone may read, in a directory of that sort.
  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly("rw-------"))) {
      channel.write(ByteBuffer.wrap(content));
    }
  }

  private static FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /// What a start makes.
  private List<Path> parts() {
    List<Path> parts =
        new ArrayList<>(
            List.of(
                directory.root(),
                directory.pki(),
                directory.store(),
                directory.settings(),
                directory.kubeconfig(),
                directory.encryption(),
                MachineFile.of(directory),
                Worker.serverFile(directory)));
    parts.addAll(new EtcdFiles(directory.root()).all());
    return parts;
  }

  private Set<Path> present() {
    return parts().stream().filter(Files::exists).collect(Collectors.toSet());
  }

  /// Takes away what a start that failed has made.
  void undo() throws IOException, InterruptedException {
    Settings settings = Settings.read(directory);
    if (settings != null) {
      new Remains(directory, settings).remove();
    }
    for (Path part : parts()) {
      if (!before.contains(part) && Files.exists(part)) {
        Remains.deleteTree(part);
      }
    }
  }
}
