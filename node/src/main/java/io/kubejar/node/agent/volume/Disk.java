package io.kubejar.node.agent.volume;

import io.kubejar.linux.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// What the node may do to its disk: as root everything, otherwise only files of its own.
public sealed interface Disk {

  /// Mounts memory, or makes a plain directory where mounting is not allowed.
  ///
  /// @param bytes the most it holds, 0 for the kernel's default
  void memory(Path target, long bytes);

  /// Unmounts all at or below a directory and removes it.
  void remove(Path directory);

  /// Gives a file or directory to a user or group, -1 to leave one as it is.
  void own(Path path, long user, long group);

  /// Sets the permission bits, with those for setgid.
  static void mode(Path path, int mode) {
    try {
      Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path dir, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException _) {
      // Gone already.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// That of root.
  record Root() implements Disk {
    @Override
    public void memory(Path target, long bytes) {
      if (Mounts.at(target).isEmpty()) {
        Mounts.tmpfs(target, bytes, 0777);
      }
    }

    @Override
    public void remove(Path directory) {
      Mounts.unmountAllUnder(directory);
      delete(directory);
    }

    @Override
    public void own(Path path, long user, long group) {
      try {
        if (user >= 0) {
          Files.setAttribute(path, "unix:uid", (int) user, LinkOption.NOFOLLOW_LINKS);
        }
        if (group >= 0) {
          Files.setAttribute(path, "unix:gid", (int) group, LinkOption.NOFOLLOW_LINKS);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// That of any other user.
  record User() implements Disk {
    @Override
    public void memory(Path target, long bytes) {
      // A directory on disk holds the same.
    }

    @Override
    public void remove(Path directory) {
      delete(directory);
    }

    @Override
    public void own(Path path, long user, long group) {
      // Not allowed, and of no use without containers of other users.
    }
  }
}
