package io.kubejar.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An audit log that grows.
class RotatingFileTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  private static RotatingFile.Limits limits(int bytes, int count, boolean compress) {
    return new RotatingFile.Limits(bytes, Duration.ofDays(7), count, compress);
  }

  @Test
  void isSetAsideUnderTheTimeWhenALineDoesNotFit(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("audit.log");
    try (var log = new RotatingFile(file, limits(10, 0, false), NOON)) {
      log.write(line("first"));
      log.write(line("second"));
    }
    assertThat(names(folder)).containsExactly("audit-2026-01-31T12-00-00.000.log", "audit.log");
    assertThat(file).hasContent("second");
  }

  @Test
  void goesOnWhereItEnded(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("audit.log");
    for (String text : List.of("one", "two")) {
      try (var log = new RotatingFile(file, limits(100, 0, false), NOON)) {
        log.write(line(text));
      }
    }
    assertThat(file).hasContent("one\ntwo");
  }

  @Test
  void keepsSoManyOldFilesAndNoneThatIsTooOld(@TempDir Path folder) throws Exception {
    Files.createFile(folder.resolve("audit-2026-01-01T00-00-00.000.log"));
    Files.createFile(folder.resolve("audit-notes.log"));
    Path file = folder.resolve("audit.log");
    try (var log = new RotatingFile(file, limits(1, 2, false), NOON)) {
      for (int i = 0; i < 5; i++) {
        log.write(line("line " + i));
      }
    }
    assertThat(names(folder))
        .containsExactly(
            "audit-2026-01-31T12-00-00.002.log",
            "audit-2026-01-31T12-00-00.003.log",
            "audit-notes.log",
            "audit.log");
  }

  @Test
  void compressesOldFiles(@TempDir Path folder) throws Exception {
    try (var log = new RotatingFile(folder.resolve("audit.log"), limits(1, 0, true), NOON)) {
      log.write(line("first"));
      log.write(line("second"));
    }
    Path old = folder.resolve("audit-2026-01-31T12-00-00.000.log.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(old))) {
      assertThat(in.readAllBytes()).isEqualTo(line("first"));
    }
  }
}
