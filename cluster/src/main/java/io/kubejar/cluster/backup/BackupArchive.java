package io.kubejar.cluster.backup;

import io.kubejar.cli.UserException;
import io.kubejar.store.Store;
import io.kubejar.store.snapshot.SnapshotException;
import io.kubejar.store.snapshot.SnapshotReader;
import io.kubejar.store.snapshot.SnapshotWriter;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// A backup: a ZIP archive of a snapshot of the store (`store`), the cluster's certificates and
/// keys (`pki/…`), and the key that secrets are sealed with (`encryption.yaml`).
///
/// The values of the snapshot are sealed as they are in the store. Since the archive holds keys, it
/// is to be guarded like the cluster itself.
public final class BackupArchive implements AutoCloseable {
  private static final String STORE = "store";
  private static final String ENCRYPTION = "encryption.yaml";
  private static final Pattern FILE = Pattern.compile("encryption\\.yaml|pki/[a-z0-9][a-z0-9.-]*");
  private static final int MOST_FILES = 100;
  private static final int MOST_BYTES = 1 << 20;

  private final Path path;
  private final ZipFile zip;
  private Summary summary = new Summary(0, 0);

  private BackupArchive(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  /// Writes a backup while the cluster runs or rests.
  ///
  /// @param store keeps the values as they are to be in the backup
  /// @param directory the cluster's directory; null for one that has none
  public static Summary write(Store store, @Nullable Path directory, OutputStream stream)
      throws IOException {
    var zip = new ZipOutputStream(stream);
    zip.putNextEntry(new ZipEntry(STORE));
    var buffered = new BufferedOutputStream(zip, 64 << 10);
    Summary summary = SnapshotWriter.write(store, buffered);
    buffered.flush();
    zip.closeEntry();
    if (directory != null) {
      for (String file : files(directory)) {
        zip.putNextEntry(new ZipEntry(file));
        Files.copy(directory.resolve(file), zip);
        zip.closeEntry();
      }
    }
    zip.finish();
    zip.flush();
    return summary;
  }

  private static List<String> files(Path directory) throws IOException {
    var candidates = Stream.<Path>builder().add(directory.resolve(ENCRYPTION));
    Path pki = directory.resolve("pki");
    if (Files.isDirectory(pki)) {
      try (Stream<Path> listed = Files.list(pki)) {
        listed.sorted().forEach(candidates);
      }
    }
    return candidates
        .build()
        .filter(Files::isRegularFile)
        .map(file -> directory.relativize(file).toString())
        .filter(name -> FILE.matcher(name).matches())
        .toList();
  }

  /// Opens a backup and reads all of it once, to see that it is whole.
  ///
  /// @throws UserException when it is no backup, or a damaged one
  public static BackupArchive open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new UserException("there is no backup " + path);
    }
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new UserException(path + " is no backup, or is cut off: " + e.getMessage());
    }
    var archive = new BackupArchive(path, zip);
    try {
      archive.verify();
      return archive;
    } catch (SnapshotException | ZipException e) {
      zip.close();
      throw new UserException("%s: %s".formatted(path, e.getMessage()));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void verify() throws IOException {
    List<String> names = zip.stream().map(ZipEntry::getName).toList();
    if (!names.contains(STORE) || names.size() > MOST_FILES) {
      throw new UserException(path + " is no backup of a cluster");
    }
    for (String name : names) {
      if (!name.equals(STORE) && !FILE.matcher(name).matches()) {
        throw new UserException("%s holds a file that no backup has: \"%s\"".formatted(path, name));
      }
    }
    for (String name : fileNames()) {
      bytes(name);
    }
    try (InputStream stream = stream()) {
      var snapshot = SnapshotReader.open(stream);
      while (snapshot.next() != null) {
        // Reading to the end compares the checksum.
      }
      summary = new Summary(snapshot.revision(), snapshot.entries());
    }
  }

  /// What the snapshot of the store is of.
  public Summary summary() {
    return summary;
  }

  private List<String> fileNames() {
    return zip.stream().map(ZipEntry::getName).filter(name -> !name.equals(STORE)).toList();
  }

  private InputStream stream() throws IOException {
    return new BufferedInputStream(zip.getInputStream(zip.getEntry(STORE)), 64 << 10);
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream stream = zip.getInputStream(zip.getEntry(name))) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UserException("%s: the file %s is too large".formatted(path, name));
      }
      return bytes;
    }
  }

  /// Loads the snapshot of the store into a target.
  public Summary store(SnapshotTarget target) throws IOException {
    try (InputStream stream = stream()) {
      return target.load(SnapshotReader.open(stream));
    }
  }

  /// Writes the files, for the owner only, into a cluster's directory.
  public void extract(Path directory) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var file = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createDirectories(directory, owner);
    for (String name : fileNames()) {
      Path target = directory.resolve(name);
      Files.createDirectories(directory.resolve("pki"), owner);
      try (var channel =
          Files.newByteChannel(
              target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), file)) {
        channel.write(ByteBuffer.wrap(bytes(name)));
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
