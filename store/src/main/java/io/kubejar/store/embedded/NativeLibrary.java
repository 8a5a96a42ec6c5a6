package io.kubejar.store.embedded;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// RocksDB's native library, loaded once in a process.
///
/// RocksDB would unpack its 16 MB to a temporary file at every start, which takes most of the
/// loading time; here it is unpacked once and kept under its checksum.
final class NativeLibrary {

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");
  private static boolean loaded;

  private NativeLibrary() {}

  static synchronized void load(Directory directory) {
    if (loaded) {
      return;
    }
    try {
      RocksDB.loadLibrary(List.of(unpacked(directory.libraries()).toString()));
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.log(System.Logger.Level.DEBUG, "no library kept, taking a temporary one", e);
      RocksDB.loadLibrary();
    }
    loaded = true;
  }

  private static Path unpacked(Path directory) throws IOException {
    var name = Environment.getJniLibraryFileName("rocksdb");
    var resource = RocksDB.class.getResource("/" + name);
    if (resource == null || !(resource.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("not in a jar: " + name);
    }
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      var entry = connection.getJarEntry();
      var home = directory.resolve(Long.toHexString(entry.getCrc()));
      // The name under which RocksDB looks for its library in a directory.
      var file = home.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
      if (Files.isRegularFile(file) && Files.size(file) == entry.getSize()) {
        return home;
      }
      clear(directory);
      Files.createDirectories(home);
      var fresh = home.resolve("unpacking");
      try (var in = jar.getInputStream(entry)) {
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      }
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return home;
    }
  }

  /// Removes the libraries of other versions.
  private static void clear(Path directory) throws IOException {
    try (var homes = Files.list(directory)) {
      for (var home : homes.toList()) {
        try (var files = Files.list(home)) {
          for (var file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(home);
      }
    }
  }
}
