package io.kubejar.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Damage in a log of RocksDB before its end: what a failing medium does, not a power failure.
///
/// Every record was written after the one before it had been synced. So where a record fails its
/// checksum and another one begins later, something acknowledged is gone; where none begins, the
/// log was torn while its last record was written, and nobody was told of that one.
///
/// A log consists of blocks of 32 KiB that hold pieces of records, each behind a checksum (masked
/// CRC-32C of what follows the length), a length and a type; no piece goes beyond its block. See
/// RocksDB's "Write Ahead Log File Format".
///
/// @param file the log
/// @param offset where in it the piece begins that is damaged
record LogDamage(Path file, long offset) {
  private static final int BLOCK = 32 << 10;
  private static final int HEADER = 7;
  private static final int MASK = 0xa282ead8;

  private static final int FULL = 1;
  private static final int FIRST = 2;

  /// Looks for damage in the logs of a database, the oldest first.
  static Optional<LogDamage> find(Path database) throws IOException {
    if (!Files.isDirectory(database)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(database)) {
      for (Path log : files.filter(LogDamage::isLog).sorted().toList()) {
        long damaged = new Scan(log).damaged();
        if (damaged >= 0) {
          return Optional.of(new LogDamage(log, damaged));
        }
      }
    }
    return Optional.empty();
  }

  static boolean isLog(Path file) {
    return file.getFileName().toString().endsWith(".log");
  }

  /// One reading of a log.
  private static final class Scan {
    private final Path log;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C sum = new CRC32C();

    Scan(Path log) {
      this.log = log;
    }

    /// Where the first damaged piece is that another record follows; -1 when there is none.
    long damaged() throws IOException {
      long damaged = -1;
      try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
        for (long start = 0; fill(channel); start += BLOCK) {
          int at = 0;
          if (damaged < 0) {
            at = soundUntil();
            if (at < 0) {
              continue;
            }
            damaged = start + at;
          }
          if (recordBegins(at)) {
            return damaged;
          }
        }
      }
      return -1;
    }

    private boolean fill(FileChannel channel) throws IOException {
      block.clear();
      int read = 0;
      while (read >= 0 && block.hasRemaining()) {
        read = channel.read(block);
      }
      block.flip();
      return block.hasRemaining();
    }

    /// Where the sound pieces of the block end before its end does; -1 when all of it is sound.
    private int soundUntil() {
      int at = 0;
      while (at + HEADER <= block.limit()) {
        if (!isPiece(at)) {
          return at;
        }
        at += HEADER + length(at);
      }
      return -1;
    }

    /// Whether a record begins at a place or later in the block. What precedes it is damaged, its
    /// length too, so every place is tried.
    private boolean recordBegins(int from) {
      for (int at = from; at + HEADER <= block.limit(); at++) {
        int type = type(at);
        if ((type == FULL || type == FIRST) && isPiece(at)) {
          return true;
        }
      }
      return false;
    }

    private boolean isPiece(int at) {
      int type = type(at);
      int length = length(at);
      if (type == 0 || at + HEADER + length > block.limit()) {
        return false;
      }
      sum.reset();
      sum.update(block.array(), at + HEADER - 1, length + 1);
      return Integer.rotateRight((int) sum.getValue(), 15) + MASK == block.getInt(at);
    }

    private int length(int at) {
      return Short.toUnsignedInt(block.getShort(at + 4));
    }

    private int type(int at) {
      return block.get(at + 6);
    }
  }
}
