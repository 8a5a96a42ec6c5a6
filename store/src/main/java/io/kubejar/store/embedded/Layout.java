package io.kubejar.store.embedded;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Lease;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How things are laid down as bytes; numbers are big-endian, so that their order is that of the
/// bytes.
///
/// ```
/// index   key 0x00 ~revision        → live (1) or deleted (0); newest version first
/// log     revision key              → kind, created, version, lease, previous revision, value
/// leases  lease                     → time to live, expiry (ms)
///         lease key                 → nothing
/// meta    "compacted" | "swept"             → number
/// ```
///
/// Values are written once, in the order of revisions; the index stays small, so keys are walked
/// and counted without touching values. A record of the log knows the version it replaced, so that
/// sweeping reads only the new past.
final class Layout {

  static final byte[] COMPACTED = ascii("compacted");
  static final byte[] SWEPT = ascii("swept");
  static final byte[] LIVE = {1};
  static final byte[] DELETED = {0};
  static final byte[] NOTHING = {};

  /// The bytes of a log record before the value.
  static final int HEADER = 1 + 4 * Long.BYTES;

  private static final byte PUT = 1;
  private static final byte DELETE = 0;

  private Layout() {}

  static byte[] key(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  static String key(byte[] key, int from, int to) {
    return new String(key, from, to - from, StandardCharsets.UTF_8);
  }

  /// The place of a version in the index; also where to look for the newest version at or before a
  /// revision.
  static byte[] index(byte[] key, long revision) {
    return ByteBuffer.allocate(key.length + 1 + Long.BYTES)
        .put(key)
        .put((byte) 0)
        .putLong(~revision)
        .array();
  }

  /// The length of the key within a place of the index.
  static int keyLength(byte[] index) {
    return index.length - 1 - Long.BYTES;
  }

  static long indexRevision(byte[] index) {
    return ~ByteBuffer.wrap(index).getLong(index.length - Long.BYTES);
  }

  /// The bound of a range in the index: real keys have no zero, so one in a bound means "right
  /// after".
  static byte[] bound(String bound) {
    int zero = bound.indexOf('\0');
    return key(zero < 0 ? bound : bound.substring(0, zero) + '\1');
  }

  static byte[] log(long revision, byte[] key) {
    return ByteBuffer.allocate(Long.BYTES + key.length).putLong(revision).put(key).array();
  }

  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(0);
  }

  static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static byte[] record(Event event) {
    var previous = event.previous();
    long replaced = previous == null ? 0 : previous.modRevision();
    return switch (event) {
      case Event.Put(var entry, _) ->
          ByteBuffer.allocate(HEADER + entry.value().length)
              .put(PUT)
              .putLong(entry.createRevision())
              .putLong(entry.version())
              .putLong(entry.lease())
              .putLong(replaced)
              .put(entry.value())
              .array();
      case Event.Delete _ ->
          ByteBuffer.allocate(HEADER)
              .put(DELETE)
              .putLong(0)
              .putLong(0)
              .putLong(0)
              .putLong(replaced)
              .array();
    };
  }

  /// The entry a record of the log wrote, or null when it deleted one.
  static @Nullable Entry entry(String key, long revision, byte[] record) {
    if (deletes(record)) {
      return null;
    }
    var buffer = ByteBuffer.wrap(record);
    return new Entry(
        key,
        Arrays.copyOfRange(record, HEADER, record.length),
        buffer.getLong(1),
        revision,
        buffer.getLong(1 + Long.BYTES),
        buffer.getLong(1 + 2 * Long.BYTES));
  }

  static boolean deletes(byte[] record) {
    return record[0] == DELETE;
  }

  /// The revision of the version a record replaced, 0 for none.
  static long replaced(byte[] record) {
    return ByteBuffer.wrap(record).getLong(1 + 3 * Long.BYTES);
  }

  static byte[] lease(Lease lease) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(lease.timeToLive().toMillis())
        .putLong(lease.expiry().toEpochMilli())
        .array();
  }

  static Lease lease(long id, byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return new Lease(
        id, Duration.ofMillis(buffer.getLong()), Instant.ofEpochMilli(buffer.getLong()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
