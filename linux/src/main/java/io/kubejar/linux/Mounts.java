package io.kubejar.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The mounts of this process's mount namespace, and how to add and remove them. Needs root.
public final class Mounts {

  private static final long MS_RDONLY = 1;
  private static final long MS_NOSUID = 2;
  private static final long MS_NODEV = 4;
  private static final long MS_REMOUNT = 32;
  private static final long MS_BIND = 4096;
  private static final long MS_REC = 16384;
  private static final long MS_SHARED = 1 << 20;
  private static final int MNT_DETACH = 2;
  private static final int UMOUNT_NOFOLLOW = 8;
  private static final int EINVAL = 22;
  private static final int ENOENT = 2;

  private Mounts() {}

  /// Mounts a file system kept in memory, at most `sizeBytes` large (0: the kernel's default).
  public static void tmpfs(Path target, long sizeBytes, int mode) {
    String options = "mode=" + Integer.toOctalString(mode);
    if (sizeBytes > 0) {
      options += ",size=" + sizeBytes;
    }
    Libc.mount("tmpfs", target.toString(), "tmpfs", MS_NOSUID | MS_NODEV, options);
  }

  /// Shows a file or directory, with what is mounted below it, at a second place.
  public static void bind(Path source, Path target, boolean readOnly) {
    Libc.mount(source.toString(), target.toString(), null, MS_BIND | MS_REC, null);
    if (readOnly) {
      Libc.mount(null, target.toString(), null, MS_BIND | MS_REMOUNT | MS_RDONLY, null);
    }
  }

  /// Lets mounts below a mount point reach containers that ask for them.
  public static void makeShared(Path target) {
    Libc.mount(null, target.toString(), null, MS_SHARED | MS_REC, null);
  }

  /// Whether directories of a file system can be stacked with overlayfs, found out by trying.
  public static boolean supportsOverlay(Path directory) {
    Path trial = null;
    try {
      trial = Files.createTempDirectory(directory, ".overlay");
      Path lower = Files.createDirectory(trial.resolve("lower"));
      Path upper = Files.createDirectory(trial.resolve("upper"));
      Path work = Files.createDirectory(trial.resolve("work"));
      Path merged = Files.createDirectory(trial.resolve("merged"));
      Libc.mount(
          "overlay",
          merged.toString(),
          "overlay",
          0,
          "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + work);
      unmount(merged);
      return true;
    } catch (LinuxException | IOException e) {
      return false;
    } finally {
      if (trial != null) {
        deleteTree(trial);
      }
    }
  }

  private static void deleteTree(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path each : tree.toList().reversed()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes a mount away, at once from sight and in fact when its last user is gone. Does nothing
  /// where nothing is mounted.
  public static void unmount(Path target) {
    try {
      Libc.unmount(target.toString(), MNT_DETACH | UMOUNT_NOFOLLOW);
    } catch (LinuxException e) {
      if (e.errorNumber() != EINVAL && e.errorNumber() != ENOENT) {
        throw e;
      }
    }
  }

  /// Takes away all mounts at or below a directory, the latest first.
  ///
  /// @return how many there were
  public static int unmountAllUnder(Path directory) {
    var below = new ArrayList<MountPoint>();
    for (MountPoint mount : all()) {
      if (mount.target().startsWith(directory)) {
        below.add(mount);
      }
    }
    for (MountPoint mount : below.reversed()) {
      unmount(mount.target());
    }
    return below.size();
  }

  /// What is mounted at exactly this path, the uppermost.
  public static Optional<MountPoint> at(Path target) {
    for (MountPoint mount : all().reversed()) {
      if (mount.target().equals(target)) {
        return Optional.of(mount);
      }
    }
    return Optional.empty();
  }

  /// All mounts, in the order in which they were made.
  public static List<MountPoint> all() {
    try {
      var mounts = new ArrayList<MountPoint>();
      String table =
          new String(Files.readAllBytes(Path.of("/proc/self/mountinfo")), StandardCharsets.UTF_8);
      table.lines().forEach(line -> MountPoint.parse(line).ifPresent(mounts::add));
      return mounts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
