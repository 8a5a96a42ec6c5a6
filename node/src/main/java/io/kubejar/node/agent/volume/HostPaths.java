package io.kubejar.node.agent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Directories and files of the node that pods ask for by path, with the type they expect.
final class HostPaths {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;
  private static final int BLOCK = 0060000;
  private static final int CHARACTER = 0020000;

  private HostPaths() {}

  /// Makes what is to be made and checks the rest.
  ///
  /// @throws IllegalArgumentException when there is something else
  static void check(String path, @Nullable String type) throws IOException {
    Path file = Path.of(path);
    switch (type == null ? "" : type) {
      case "DirectoryOrCreate" -> {
        if (!Files.exists(file)) {
          Files.createDirectories(file);
          Disk.mode(file, 0755);
        }
        require(Files.isDirectory(file), path, "a directory");
      }
      case "Directory" -> require(Files.isDirectory(file), path, "a directory");
      case "FileOrCreate" -> {
        if (!Files.exists(file)) {
          Files.createFile(file);
          Disk.mode(file, 0644);
        }
        require(Files.isRegularFile(file), path, "a file");
      }
      case "File" -> require(Files.isRegularFile(file), path, "a file");
      case "Socket" -> require(is(file, SOCKET), path, "a socket file");
      case "CharDevice" -> require(is(file, CHARACTER), path, "a character device");
      case "BlockDevice" -> require(is(file, BLOCK), path, "a block device");
      default -> {}
    }
  }

  private static boolean is(Path file, int type) throws IOException {
    return Files.exists(file) && ((int) Files.getAttribute(file, "unix:mode") & TYPE) == type;
  }

  private static void require(boolean met, String path, String what) {
    if (!met) {
      throw new IllegalArgumentException("hostPath type check failed: " + path + " is not " + what);
    }
  }
}
