package io.kubejar.store.embedded;

import io.kubejar.store.OpenException;
import io.kubejar.store.OpenException.Reason;
import io.kubejar.store.engine.Step;
import io.kubejar.store.engine.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The directory of a store: open to its owner only, locked, and of a format this version knows.
final class Directory implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");
  private static final int FORMAT = 1;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(OWNER);
  private static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// What is written to find out whether there is room again: more than RocksDB needs to open.
  private static final int PROBE_BYTES = 16 << 20;

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private Directory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /// Makes the directory when missing, and locks it.
  static Directory open(Path path, Steps steps) {
    try {
      Files.createDirectories(path, OWNER_ONLY);
      if (!Files.getPosixFilePermissions(path).equals(OWNER)) {
        Files.setPosixFilePermissions(path, OWNER);
      }
      var file = path.resolve("lock");
      var channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              OWNER_FILE);
      try {
        var directory = new Directory(path, channel, lock(path, channel));
        Files.deleteIfExists(directory.path.resolve("probe"));
        directory.checkFormat(steps);
        directory.makeDatabase();
        return directory;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new OpenException(
          Reason.INACCESSIBLE, "the store in " + path + " cannot be opened: " + e, e);
    }
  }

  private static FileLock lock(Path path, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new OpenException(
          Reason.IN_USE, "the store in " + path + " is already open in this process", e);
    }
    if (lock == null) {
      var holder = ByteBuffer.allocate(32);
      int length = Math.max(0, channel.read(holder, 0));
      var id = new String(holder.array(), 0, length, StandardCharsets.US_ASCII).strip();
      throw new OpenException(
          Reason.IN_USE, "the store in " + path + " is in use by process " + id, null);
    }
    var id = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(id), 0);
    } catch (IOException full) {
      // Only the next process would like to know who has it.
      LOG.log(System.Logger.Level.DEBUG, "the lock does not say whose it is", full);
    }
    return lock;
  }

  private void checkFormat(Steps steps) throws IOException {
    var file = path.resolve("FORMAT");
    if (Files.exists(file)) {
      var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      int format;
      try {
        format = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new OpenException(Reason.DAMAGED, file + " is not a number: " + text, e);
      }
      if (format > FORMAT) {
        throw new OpenException(
            Reason.FORMAT,
            "the store in %s has format %d, this version knows up to %d; use a newer version"
                .formatted(path, format, FORMAT),
            null);
      }
      return;
    }
    if (Files.exists(database())) {
      throw new OpenException(Reason.DAMAGED, file + " is missing beside a database", null);
    }
    syncAncestors();
    var fresh = path.resolve("FORMAT.new");
    Files.deleteIfExists(fresh);
    try (var out =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
      out.write(ByteBuffer.wrap((FORMAT + "\n").getBytes(StandardCharsets.US_ASCII)));
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    sync(path);
    steps.passed(Step.FORMAT_WRITTEN);
  }

  private void makeDatabase() throws IOException {
    if (!Files.isDirectory(database())) {
      Files.createDirectory(database(), OWNER_ONLY);
    }
    // A process that was killed before may have left it to us.
    sync(path);
  }

  /// Makes the directory's own name safe, and those of the directories it is in, as far as they may
  /// be new: on the same file system, and open to us.
  private void syncAncestors() throws IOException {
    var store = Files.getFileStore(path);
    var each = path.toAbsolutePath().getParent();
    while (each != null && Files.isReadable(each) && Files.getFileStore(each).equals(store)) {
      sync(each);
      each = each.getParent();
    }
  }

  private static void sync(Path file) throws IOException {
    try (var self = FileChannel.open(file, StandardOpenOption.READ)) {
      self.force(true);
    }
  }

  /// Where RocksDB keeps its files.
  Path database() {
    return path.resolve("db");
  }

  /// Whether a database was ever opened here.
  boolean holdsDatabase() {
    return Files.exists(database().resolve("CURRENT"));
  }

  /// Makes safe what a process before this one has left in the logs, so that nothing is shown that
  /// a power failure could still take away.
  void syncLogs() throws IOException {
    try (var files = Files.list(database())) {
      for (Path log : files.filter(LogDamage::isLog).toList()) {
        sync(log);
      }
    }
  }

  /// Copies the logs of the database beside it, into a directory of their own.
  Path keepLogs() throws IOException {
    Path kept = path.resolve("damaged");
    for (int i = 2; Files.exists(kept); i++) {
      kept = path.resolve("damaged-" + i);
    }
    Files.createDirectory(kept, OWNER_ONLY);
    try (var files = Files.list(database())) {
      for (Path log : files.filter(LogDamage::isLog).toList()) {
        Path copy = kept.resolve(log.getFileName());
        Files.copy(log, copy, StandardCopyOption.COPY_ATTRIBUTES);
        sync(copy);
      }
    }
    sync(kept);
    sync(path);
    return kept;
  }

  /// Where the native library is unpacked.
  Path libraries() throws IOException {
    var libraries = path.resolve("native");
    if (!Files.isDirectory(libraries)) {
      Files.createDirectory(libraries, OWNER_ONLY);
    }
    return libraries;
  }

  /// Fails unless some megabytes can be written.
  void probe() throws IOException {
    var file = path.resolve("probe");
    try (var out =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING),
            OWNER_FILE)) {
      var piece = ByteBuffer.allocate(1 << 20);
      for (int written = 0; written < PROBE_BYTES; written += piece.capacity()) {
        piece.clear();
        while (piece.hasRemaining()) {
          out.write(piece);
        }
      }
      out.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "unlocking " + path + " failed", e);
    }
  }
}
