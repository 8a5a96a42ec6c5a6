package io.kubejar.node.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// A container's log file, in the format all runtimes write: `<time> stdout F <line>`.
final class SimulatedLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private final @Nullable Path file;

  /// @param file null to write none
  SimulatedLog(@Nullable Path file) {
    this.file = file;
  }

  /// Makes the file, so that there is something to read before anything is written.
  void open() {
    write("");
  }

  void line(Instant time, String text) {
    var lines = new StringBuilder();
    text.lines()
        .forEach(
            line -> lines.append(TIME.format(time)).append(" stdout F ").append(line).append('\n'));
    write(lines.toString());
  }

  private void write(String text) {
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
