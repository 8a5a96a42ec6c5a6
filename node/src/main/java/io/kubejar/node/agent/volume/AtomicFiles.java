package io.kubejar.node.agent.volume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A directory whose files change all at once.
///
/// ```
/// dir/key            → ..data/key            stays as it is
/// dir/..data         → ..2026_01_01_…        replaced by rename: the moment of change
/// dir/..2026_01_01_…/key                     the files
/// ```
public final class AtomicFiles {
  private static final String DATA = "..data";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("'..'yyyy_MM_dd_HH_mm_ss.").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Disk disk;
  private final long group;

  /// @param group the group that may read the files, -1 for none
  public AtomicFiles(Path directory, Disk disk, long group) {
    this.directory = directory;
    this.disk = disk;
    this.group = group;
  }

  /// Makes the directory hold exactly these files; false when it did already.
  ///
  /// @param files by path relative to the directory
  public boolean write(Map<String, FileContent> files, Instant now) throws IOException {
    files.keySet().forEach(AtomicFiles::check);
    Path data = directory.resolve(DATA);
    Path old = Files.isSymbolicLink(data) ? Files.readSymbolicLink(data) : null;
    if (old != null && same(directory.resolve(old), files)) {
      link(files.keySet());
      return false;
    }
    Path fresh = freshDirectory(now);
    for (var entry : files.entrySet()) {
      write(fresh, entry.getKey(), entry.getValue());
    }
    Path temporary = directory.resolve("..data_tmp");
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, fresh.getFileName());
    Files.move(temporary, data, StandardCopyOption.ATOMIC_MOVE);
    link(files.keySet());
    unlink(files.keySet());
    if (old != null) {
      new Disk.User().remove(directory.resolve(old));
    }
    return true;
  }

  private static void check(String path) {
    Path relative = Path.of(path);
    if (path.isEmpty() || relative.isAbsolute() || path.startsWith("..")) {
      throw new IllegalArgumentException("invalid path: " + path);
    }
    for (Path part : relative) {
      if (part.toString().equals("..")) {
        throw new IllegalArgumentException("invalid path: must not contain '..': " + path);
      }
    }
  }

  private Path freshDirectory(Instant now) throws IOException {
    Path fresh;
    do {
      fresh = directory.resolve(STAMP.format(now) + ThreadLocalRandom.current().nextInt(1 << 30));
    } while (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS));
    Files.createDirectory(fresh);
    Disk.mode(fresh, group >= 0 ? 02775 : 0755);
    disk.own(fresh, -1, group);
    return fresh;
  }

  private void write(Path root, String path, FileContent content) throws IOException {
    Path file = root.resolve(path);
    Path parent = root;
    Path relative = Path.of(path);
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      parent = parent.resolve(relative.getName(i));
      if (!Files.isDirectory(parent)) {
        Files.createDirectory(parent);
        Disk.mode(parent, group >= 0 ? 02775 : 0755);
        disk.own(parent, -1, group);
      }
    }
    Files.write(file, content.bytes().toArray());
    disk.own(file, content.owner(), group);
    Disk.mode(file, mode(content));
  }

  private int mode(FileContent content) {
    return group >= 0 ? content.mode() | 0440 : content.mode();
  }

  private boolean same(Path root, Map<String, FileContent> files) throws IOException {
    Set<String> present = new HashSet<>();
    try (var walk = Files.walk(root)) {
      walk.filter(Files::isRegularFile)
          .forEach(file -> present.add(root.relativize(file).toString()));
    }
    if (!present.equals(files.keySet())) {
      return false;
    }
    for (var entry : files.entrySet()) {
      Path file = root.resolve(entry.getKey());
      byte[] bytes = Files.readAllBytes(file);
      int mode = (int) Files.getAttribute(file, "unix:mode") & 07777;
      if (!entry.getValue().bytes().equals(io.kubejar.api.value.Bytes.wrap(bytes))
          || mode != mode(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /// Makes what users see: a link for the first part of each path.
  private void link(Set<String> paths) throws IOException {
    for (String path : paths) {
      Path first = Path.of(path).getName(0);
      Path visible = directory.resolve(first);
      if (!Files.exists(visible, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(visible, Path.of(DATA).resolve(first));
      }
    }
  }

  private void unlink(Set<String> paths) throws IOException {
    Set<String> wanted = new HashSet<>();
    paths.forEach(path -> wanted.add(Path.of(path).getName(0).toString()));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        @Nullable Path fileName = entry.getFileName();
        String name = fileName == null ? "" : fileName.toString();
        if (!name.startsWith("..") && !wanted.contains(name) && Files.isSymbolicLink(entry)) {
          Files.delete(entry);
        }
      }
    }
  }
}
