package io.kubejar.node.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = directory.resolve("0.log");
    Files.writeString(
        log,
        """
        2026-01-01T00:00:01.000000001Z stdout F one
        2026-01-01T00:00:02.000000000Z stderr F two
        2026-01-01T00:00:03.000000000Z stdout P thr
        2026-01-01T00:00:03.000000001Z stdout F ee
        2026-01-01T00:00:04.000000000Z stdout F four
        """);
  }

  private String read(LogOptions options) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LogReader(log, options, out, () -> false).run();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void joinsPartsOfLines() throws Exception {
    assertThat(read(LogOptions.ALL)).isEqualTo("one\ntwo\nthree\nfour\n");
  }

  @Test
  void readsTheLastLines() throws Exception {
    assertThat(read(new LogOptions(false, 1L, null, false, null, "All"))).isEqualTo("four\n");
    assertThat(read(new LogOptions(false, 99L, null, false, null, "All"))).startsWith("one\n");
    assertThat(read(new LogOptions(false, 0L, null, false, null, "All"))).isEmpty();
  }

  @Test
  void readsSinceATimeWithTimestampsOfOneStream() throws Exception {
    Instant since = Instant.parse("2026-01-01T00:00:02Z");
    assertThat(read(new LogOptions(false, null, since, true, null, "All")))
        .startsWith("2026-01-01T00:00:02.000000000Z two\n");
    assertThat(read(new LogOptions(false, null, null, false, null, "Stderr"))).isEqualTo("two\n");
  }

  @Test
  void stopsAtTheLimit() throws Exception {
    assertThat(read(new LogOptions(false, null, null, false, 6L, "All"))).isEqualTo("one\ntw");
  }

  @Test
  void followsAcrossARotationUntilTheEnd() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogOptions follow = new LogOptions(true, 1L, null, false, null, "All");
    Thread reader =
        Thread.ofVirtual()
            .name("follower")
            .start(
                () -> {
                  try {
                    new LogReader(log, follow, out, running::get).run();
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    await(out, "four\n");
    Files.writeString(
        log, "2026-01-01T00:00:05.000000000Z stdout F five\n", StandardOpenOption.APPEND);
    await(out, "four\nfive\n");
    LogRotation.rotate(
        log,
        () -> {
          try {
            Files.writeString(log, "2026-01-01T00:00:06.000000000Z stdout F six\n");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    await(out, "four\nfive\nsix\n");
    running.set(false);
    reader.join();
    assertThat(LogRotation.rotated(log)).hasSize(1);
  }

  @Test
  void keepsAFewRotatedFiles() throws IOException {
    for (int i = 0; i < 8; i++) {
      Files.writeString(directory.resolve("0.log.20260101-00000" + i), "old");
    }
    LogRotation.rotate(log, () -> {});
    assertThat(LogRotation.rotated(log)).hasSize(4);
    assertThat(LogRotation.rotated(log).getFirst().toString()).endsWith(".gz");
  }

  private static void await(ByteArrayOutputStream out, String text) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!out.toString(StandardCharsets.UTF_8).equals(text) && System.nanoTime() < deadline) {
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
