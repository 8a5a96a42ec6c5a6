package io.kubejar.server.encryption;

import io.kubejar.server.spi.ConfigDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The file with the configuration a cluster has when it is given none: secrets sealed with a key
/// of its own, which only the owner of the file can read.
public final class LocalKey {
  private LocalKey() {}

  /// Reads the configuration, which is made with a new key when there is none.
  public static EncryptionConfiguration open(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file, LocalKeys.fresh());
    }
    return EncryptionConfiguration.parse(Files.readAllBytes(file));
  }

  /// Puts a new key before those that are there, which go on opening what they sealed.
  ///
  /// @return the new key's name
  /// @throws ConfigurationException when the file is not one that this class has made
  public static String rotate(Path file) throws IOException {
    LocalKeys renewed = read(file).renewed();
    write(file, renewed);
    return renewed.sealing();
  }

  /// Leaves the newest key alone in the file. What an older one has sealed cannot be read any more.
  ///
  /// @return the names of the keys that were dropped
  /// @throws ConfigurationException when the file is not one that this class has made
  public static List<String> dropOld(Path file) throws IOException {
    LocalKeys keys = read(file);
    write(file, keys.alone());
    return keys.opening();
  }

  /// The keys that are in a file.
  ///
  /// @throws ConfigurationException when the file is not one that this class has made
  public static LocalKeys read(Path file) throws IOException {
    try {
      return LocalKeys.parse(ConfigDocument.text(file));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(file + ": " + e.getMessage());
    }
  }

  static void write(Path file, LocalKeys keys) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(keys.text());
      while (text.hasRemaining()) {
        channel.write(text);
      }
      // A key that is lost with the power loses all that it has sealed.
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
