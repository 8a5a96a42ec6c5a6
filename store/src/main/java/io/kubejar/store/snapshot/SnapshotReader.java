package io.kubejar.store.snapshot;

import io.kubejar.store.Entry;
import io.kubejar.store.Lease;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a snapshot from its beginning to its end, where its checksum is compared: what was read is
/// to be trusted only after [#next] has said that there is no more.
public final class SnapshotReader {
  private final DigestInputStream digesting;
  private final DataInputStream in;
  private final long revision;
  private long entries;
  private boolean ended;

  private SnapshotReader(DigestInputStream digesting, DataInputStream in, long revision) {
    this.digesting = digesting;
    this.in = in;
    this.revision = revision;
  }

  /// What a snapshot is made of.
  public sealed interface Item {}

  /// A lease, before the first entry under it.
  public record Granted(Lease lease) implements Item {}

  /// An entry with the revisions that it had.
  public record Held(Entry entry) implements Item {}

  /// Begins to read; the stream stays the caller's.
  ///
  /// @throws SnapshotException when it is no snapshot
  public static SnapshotReader open(InputStream stream) throws IOException {
    var digesting = new DigestInputStream(stream, SnapshotFormat.digest());
    var in = new DataInputStream(digesting);
    byte[] magic = in.readNBytes(SnapshotFormat.MAGIC.length);
    if (!Arrays.equals(magic, SnapshotFormat.MAGIC)) {
      throw new SnapshotException("this is no snapshot of a store, or one of a newer format");
    }
    try {
      return new SnapshotReader(digesting, in, in.readLong());
    } catch (EOFException e) {
      throw cutOff();
    }
  }

  /// The revision the store had.
  public long revision() {
    return revision;
  }

  /// How many entries were read so far.
  public long entries() {
    return entries;
  }

  /// The next lease or entry, or null when all were read and the checksum is right.
  ///
  /// @throws SnapshotException when the bytes are cut off or damaged
  public @Nullable Item next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      return read();
    } catch (EOFException e) {
      throw cutOff();
    }
  }

  private @Nullable Item read() throws IOException {
    int type = in.readUnsignedByte();
    return switch (type) {
      case SnapshotFormat.LEASE ->
          new Granted(
              new Lease(
                  in.readLong(),
                  Duration.ofSeconds(in.readLong()),
                  Instant.ofEpochMilli(in.readLong())));
      case SnapshotFormat.ENTRY -> {
        entries++;
        yield new Held(entry());
      }
      case SnapshotFormat.END -> end();
      default -> throw new SnapshotException("the snapshot is damaged: record " + type);
    };
  }

  private Entry entry() throws IOException {
    String key = new String(bytes("key", SnapshotFormat.MOST_KEY_BYTES), StandardCharsets.UTF_8);
    byte[] value = bytes("value of " + key, SnapshotFormat.MOST_VALUE_BYTES);
    return new Entry(key, value, in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  private byte[] bytes(String what, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new SnapshotException(
          "the snapshot is damaged: a %s of %d bytes".formatted(what, length));
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private @Nullable Item end() throws IOException {
    long count = in.readLong();
    byte[] computed = digesting.getMessageDigest().digest();
    byte[] written = in.readNBytes(SnapshotFormat.DIGEST_BYTES);
    if (written.length < SnapshotFormat.DIGEST_BYTES) {
      throw new EOFException();
    }
    if (count != entries || !MessageDigest.isEqual(computed, written)) {
      throw new SnapshotException("the snapshot is damaged: its checksum does not fit");
    }
    ended = true;
    return null;
  }

  private static SnapshotException cutOff() {
    return new SnapshotException("the snapshot is cut off");
  }
}
