package io.kubejar.node.agent.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads logs as runtimes write them: a line is a time, a stream, `F` or `P` for a full or a part
/// of a line, and the text.
public final class LogReader {
  private static final int BLOCK = 32 << 10;
  private static final long SHORTEST_PAUSE = 20;
  private static final long LONGEST_PAUSE = 250;

  private final Path file;
  private final LogOptions options;
  private final OutputStream out;
  private final BooleanSupplier running;
  private long left;

  /// @param file the log's file
  /// @param running whether the container runs, so that more may come
  public LogReader(Path file, LogOptions options, OutputStream out, BooleanSupplier running) {
    this.file = file;
    this.options = options;
    this.out = out;
    this.running = running;
    this.left = options.limitBytes() == null ? Long.MAX_VALUE : options.limitBytes();
  }

  /// Writes the wanted part; when following, until the container ends or the output fails.
  public void run() throws IOException, InterruptedException {
    RandomAccessFile log = open();
    try {
      if (log == null) {
        return;
      }
      Long tail = options.tailLines();
      if (tail != null) {
        log.seek(tailStart(log, tail));
      }
      @Nullable Object identity = identity();
      Lines lines = new Lines();
      long pause = SHORTEST_PAUSE;
      while (left > 0) {
        boolean ended = !running.getAsBoolean();
        boolean any = drain(log, lines);
        if (any) {
          out.flush();
          pause = SHORTEST_PAUSE;
          continue;
        }
        @Nullable Object current = identity();
        if (current != null && !Objects.equals(current, identity)) {
          // The log was moved away and begun anew; the old file has been read to its end.
          log.close();
          log = new RandomAccessFile(file.toFile(), "r");
          identity = current;
          continue;
        }
        if (!options.follow() || ended) {
          return;
        }
        Thread.sleep(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    } finally {
      if (log != null) {
        log.close();
      }
    }
  }

  private @Nullable RandomAccessFile open() throws IOException, InterruptedException {
    while (true) {
      if (Files.exists(file)) {
        return new RandomAccessFile(file.toFile(), "r");
      }
      if (!options.follow() || !running.getAsBoolean()) {
        return null;
      }
      Thread.sleep(Duration.ofMillis(SHORTEST_PAUSE));
    }
  }

  private @Nullable Object identity() throws IOException {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private boolean drain(RandomAccessFile log, Lines lines) throws IOException {
    byte[] block = new byte[BLOCK];
    int read = log.read(block);
    if (read <= 0) {
      return false;
    }
    lines.take(block, read);
    return true;
  }

  /// Where the last lines begin.
  static long tailStart(RandomAccessFile log, long lines) throws IOException {
    long position = log.length();
    if (lines <= 0) {
      return position;
    }
    byte[] block = new byte[BLOCK];
    long seen = 0;
    boolean last = true;
    while (position > 0) {
      int size = (int) Math.min(BLOCK, position);
      position -= size;
      log.seek(position);
      log.readFully(block, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        if (block[i] == '\n' && !last) {
          seen++;
          if (seen == lines) {
            return position + i + 1;
          }
        }
        last = false;
      }
    }
    return 0;
  }

  /// Puts blocks together to lines, and writes those wanted.
  private final class Lines {
    private byte[] pending = new byte[256];
    private int length;

    void take(byte[] block, int size) throws IOException {
      int start = 0;
      for (int i = 0; i < size && left > 0; i++) {
        if (block[i] == '\n') {
          append(block, start, i - start);
          write();
          length = 0;
          start = i + 1;
        }
      }
      append(block, start, size - start);
    }

    private void append(byte[] block, int from, int count) {
      if (length + count > pending.length) {
        pending = java.util.Arrays.copyOf(pending, Math.max(pending.length * 2, length + count));
      }
      System.arraycopy(block, from, pending, length, count);
      length += count;
    }

    private void write() throws IOException {
      int time = indexOf(0);
      int stream = time < 0 ? -1 : indexOf(time + 1);
      int tag = stream < 0 ? -1 : indexOf(stream + 1);
      if (tag < 0) {
        // Not a line of a runtime: shown as it is.
        emit(0, true);
        return;
      }
      String name = text(time + 1, stream);
      if (!options.stream().equalsIgnoreCase("All") && !options.stream().equalsIgnoreCase(name)) {
        return;
      }
      Instant since = options.since();
      if (since != null && before(text(0, time), since)) {
        return;
      }
      boolean full = pending[stream + 1] != 'P';
      if (options.timestamps()) {
        bytes(pending, 0, time + 1);
      }
      emit(tag + 1, full);
    }

    private boolean before(String time, Instant since) {
      try {
        return OffsetDateTime.parse(time).toInstant().isBefore(since);
      } catch (DateTimeParseException _) {
        return false;
      }
    }

    private int indexOf(int from) {
      for (int i = from; i < length; i++) {
        if (pending[i] == ' ') {
          return i;
        }
      }
      return -1;
    }

    private String text(int from, int to) {
      return new String(pending, from, to - from, StandardCharsets.US_ASCII);
    }

    private void emit(int from, boolean newline) throws IOException {
      bytes(pending, from, length - from);
      if (newline) {
        bytes(new byte[] {'\n'}, 0, 1);
      }
    }

    private void bytes(byte[] bytes, int from, int count) throws IOException {
      int allowed = (int) Math.min(count, left);
      out.write(bytes, from, allowed);
      left -= allowed;
    }
  }
}
