package io.kubejar.server.audit;

import static java.lang.System.Logger.Level.WARNING;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file that only its owner reads, and that is set aside when it has grown too large: `audit.log`
/// becomes `audit-2026-01-31T12-00-00.000.log`, and a new `audit.log` begins.
///
/// Not for several threads at once.
public final class RotatingFile extends OutputStream {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server.audit");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS");
  private static final String COMPRESSED = ".gz";

  private final Path file;
  private final Limits limits;
  private final Clock clock;
  private final String stem;
  private final String extension;
  private @Nullable FileOutputStream out;
  private long size;
  private Instant last = Instant.EPOCH;

  /// When a file is set aside, and how long those stay.
  ///
  /// @param bytes the size at which a file is set aside; 0 for 100 MiB
  /// @param age the age at which a file that was set aside is deleted; zero for never
  /// @param count how many files that were set aside stay; 0 for all
  /// @param compress whether files that are set aside are compressed
  public record Limits(long bytes, Duration age, int count, boolean compress) {
    public Limits {
      bytes = bytes == 0 ? 100L << 20 : bytes;
    }
  }

  /// Opens the file, and goes on where it ended.
  public RotatingFile(Path file, Limits limits, Clock clock) throws IOException {
    this.file = file.toAbsolutePath();
    this.limits = limits;
    this.clock = clock;
    String name = String.valueOf(this.file.getFileName());
    int dot = name.lastIndexOf('.');
    this.stem = (dot < 0 ? name : name.substring(0, dot)) + "-";
    this.extension = dot < 0 ? "" : name.substring(dot);
    open();
    tidy();
  }

  private Path folder() {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private void open() throws IOException {
    Files.createDirectories(folder());
    if (!Files.exists(file)) {
      Files.createFile(file, ownerOnly(file));
    }
    size = Files.size(file);
    out = new FileOutputStream(file.toFile(), true);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  /// Writes bytes that belong together, to one file.
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (size > 0 && size + length > limits.bytes()) {
      setAside();
    }
    FileOutputStream to = out;
    if (to == null) {
      throw new IOException(file + " is closed");
    }
    to.write(bytes, offset, length);
    size += length;
  }

  private void setAside() throws IOException {
    close();
    // No two have the same time, whatever the clock says.
    Instant now = clock.instant();
    now = now.isAfter(last) ? now : last.plusMillis(1);
    while (Files.exists(aside(now)) || Files.exists(Path.of(aside(now) + COMPRESSED))) {
      now = now.plusMillis(1);
    }
    last = now;
    Path aside = aside(now);
    Files.move(file, aside);
    open();
    if (limits.compress()) {
      compress(aside);
    }
    tidy();
  }

  private Path aside(Instant at) {
    return folder()
        .resolve(stem + STAMP.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + extension);
  }

  private static void compress(Path aside) throws IOException {
    Path target = Path.of(aside + COMPRESSED);
    Files.createFile(target, ownerOnly(target));
    try (var packed = new GZIPOutputStream(new FileOutputStream(target.toFile()))) {
      Files.copy(aside, packed);
    }
    Files.delete(aside);
  }

  /// Deletes what is too old or too much.
  private void tidy() throws IOException {
    record Old(Path path, Instant at) {}
    List<Old> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(folder(), stem + "*")) {
      for (Path path : entries) {
        Instant at = stamp(String.valueOf(path.getFileName()));
        if (at != null) {
          found.add(new Old(path, at));
        }
      }
    }
    found.sort(Comparator.comparing(Old::at).reversed());
    Instant oldest = limits.age().isZero() ? Instant.MIN : clock.instant().minus(limits.age());
    for (int i = 0; i < found.size(); i++) {
      boolean tooMany = limits.count() > 0 && i >= limits.count();
      if (tooMany || found.get(i).at().isBefore(oldest)) {
        try {
          Files.deleteIfExists(found.get(i).path());
        } catch (IOException e) {
          LOG.log(WARNING, "{0} cannot be deleted: {1}", found.get(i).path(), e.getMessage());
        }
      }
    }
  }

  private @Nullable Instant stamp(String name) {
    for (String end : Set.of(extension, extension + COMPRESSED)) {
      if (name.startsWith(stem)
          && name.endsWith(end)
          && name.length() > stem.length() + end.length()) {
        try {
          return LocalDateTime.parse(
                  name.substring(stem.length(), name.length() - end.length()), STAMP)
              .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
          continue;
        }
      }
    }
    return null;
  }

  @Override
  public void flush() throws IOException {
    FileOutputStream open = out;
    if (open != null) {
      open.flush();
    }
  }

  @Override
  public void close() throws IOException {
    FileOutputStream open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }
}
