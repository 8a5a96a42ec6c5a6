package io.kubejar.store.embedded;

import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Timer;
import io.kubejar.store.engine.EngineLoader;
import io.kubejar.store.engine.EngineStore;
import io.kubejar.store.engine.Steps;
import io.kubejar.store.snapshot.SnapshotReader;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens stores that keep their data in a directory: what they acknowledge is on disk.
public final class EmbeddedStore {

  private EmbeddedStore() {}

  /// Opens the store of a directory, which is made when missing, with the machine's time and the
  /// usual limits.
  ///
  /// @throws OpenException when the directory is in use, of a newer format, damaged or not
  ///   accessible
  public static Store open(Path directory) {
    return open(directory, new SystemTimer(), Limits.DEFAULT);
  }

  /// Opens the store of a directory; it closes the timer when closed.
  ///
  /// @throws OpenException when the directory is in use, of a newer format, damaged or not
  ///   accessible
  public static Store open(Path directory, Timer timer, Limits limits) {
    return open(directory, timer, limits, Steps.NONE);
  }

  /// Opens the store of a directory and tells of the steps it passes; it closes the timer when
  /// closed.
  ///
  /// @throws OpenException when the directory is in use, of a newer format, damaged or not
  ///   accessible
  public static Store open(Path directory, Timer timer, Limits limits, Steps steps) {
    return EngineStore.start(RocksEngine.open(directory, steps), timer, limits, steps);
  }

  /// Cuts the log of a store where it is damaged: what precedes the damage is kept, what was
  /// written later is lost.
  ///
  /// @return where the logs are kept as they were; empty when none was damaged, and then nothing is
  ///   changed
  /// @throws OpenException when the directory is in use, of a newer format, damaged elsewhere or
  ///   not accessible
  public static Optional<Path> cut(Path directory) {
    return RocksEngine.cut(directory);
  }

  /// Makes the store of a directory from a snapshot, with the revisions of the snapshot. Only when
  /// the whole snapshot is there and sound does the directory come to be.
  ///
  /// @throws FileAlreadyExistsException when there is anything in the directory
  public static Summary restore(SnapshotReader snapshot, Path directory) throws IOException {
    if (Files.exists(directory) && !empty(directory)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    Path making = directory.resolveSibling(directory.getFileName() + ".restoring");
    delete(making);
    try {
      Summary summary;
      try (var engine = RocksEngine.open(making, Steps.NONE)) {
        summary = EngineLoader.load(snapshot, engine);
      }
      Files.deleteIfExists(directory);
      Files.move(making, directory, StandardCopyOption.ATOMIC_MOVE);
      return summary;
    } finally {
      delete(making);
    }
  }

  private static boolean empty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
