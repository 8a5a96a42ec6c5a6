package io.kubejar.cluster;

import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.UserException;
import io.kubejar.linux.ProcessIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// The process that runs a cluster, as its data directory tells.
///
/// The process's start time is kept beside its id, so that an id used again by another is not taken
/// for it.
final class RunningProcess {
  private static final Path PROCESSES = Path.of("/proc/self/stat");

  private RunningProcess() {}

  /// Notes that this process runs the cluster, as the only one until the answer is closed.
  static FileChannel claim(DataDirectory directory) throws IOException {
    FileChannel lock =
        FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new UserException(
          "another process is starting or stopping the cluster in " + directory.root());
    }
    note(directory);
    return lock;
  }

  /// Notes that this process runs the cluster.
  static void note(DataDirectory directory) throws IOException {
    note(directory.pidFile());
  }

  /// Notes in a file that this process is the one.
  static void note(Path file) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Files.writeString(file, self.pid() + " " + started(self) + "\n");
  }

  /// Takes the note away, if it is this process's.
  static void forget(Path file) throws IOException {
    if (find(file).filter(process -> process.pid() == ProcessHandle.current().pid()).isPresent()) {
      Files.deleteIfExists(file);
    }
  }

  /// The process that runs the cluster, if one does.
  static Optional<ProcessHandle> find(DataDirectory directory) throws IOException {
    return find(directory.pidFile());
  }

  /// The process that a file tells of, if it still runs.
  static Optional<ProcessHandle> find(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] words = Files.readString(file).strip().split(" ");
    try {
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(process -> words.length > 1 && words[1].equals(started(process)))
          .filter(RunningProcess::runs);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Whether a process has not ended; one that only waits for its parent to notice has.
  private static boolean runs(ProcessHandle process) {
    return process.isAlive()
        && !(Files.exists(PROCESSES) && ProcessIdentity.of(process.pid()).isEmpty());
  }

  private static String started(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(instant -> Long.toString(instant.toEpochMilli()))
        .orElse("?");
  }

  /// Asks a process to end, and makes it when it does not in time.
  static void end(ProcessHandle process, Duration grace) throws InterruptedException {
    process.destroy();
    long deadline = System.nanoTime() + grace.toNanos();
    while (runs(process) && System.nanoTime() - deadline < 0) {
      Thread.sleep(50);
    }
    if (runs(process)) {
      process.destroyForcibly();
      while (runs(process)) {
        Thread.sleep(20);
      }
    }
  }
}
