package io.kubejar.server.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The directory that keeps certificates and keys, for its owner only.
final class PkiDirectory {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path directory;

  PkiDirectory(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory, permissions("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
  }

  @Nullable String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.resolve(name), e);
    }
  }

  /// Replaces the file as a whole, so that no reader ever sees a part of it.
  void write(String name, String text) {
    Path target = directory.resolve(name);
    Path draft = directory.resolve("." + name + ".new");
    try {
      Files.deleteIfExists(draft);
      var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = FileChannel.open(draft, options, permissions("rw-------"))) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  /// Makes sure that what was written survives a power cut.
  void sync() {
    try (var files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        force(file);
      }
      if (POSIX) {
        force(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot sync " + directory, e);
    }
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] permissions(String text) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
