package io.kubejar.store.snapshot;

import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HashSet;
import java.util.Set;

/// Writes what a store holds, while it goes on working.
public final class SnapshotWriter {
  private static final int PAGE = 500;

  private final DataOutputStream out;
  private final Set<Long> leases = new HashSet<>();
  private final Set<Long> ended = new HashSet<>();

  private SnapshotWriter(DataOutputStream out) {
    this.out = out;
  }

  /// Writes the store as it is now, page by page at one revision. The stream is flushed and stays
  /// open.
  ///
  /// @throws io.kubejar.store.CompactedException when that takes longer than the store keeps the
  ///   revision
  public static Summary write(Store store, OutputStream stream) throws IOException {
    var digest = SnapshotFormat.digest();
    var digesting = new DigestOutputStream(stream, digest);
    var out = new DataOutputStream(digesting);
    var writer = new SnapshotWriter(out);
    long revision = store.revision();
    out.write(SnapshotFormat.MAGIC);
    out.writeLong(revision);
    long entries = 0;
    Keys keys = Keys.ALL;
    Range page;
    do {
      page = store.range(keys, revision, PAGE);
      for (Entry entry : page.entries()) {
        if (writer.write(store, entry)) {
          entries++;
        }
        keys = keys.after(entry.key());
      }
    } while (page.more());
    out.writeByte(SnapshotFormat.END);
    out.writeLong(entries);
    out.flush();
    digesting.on(false);
    out.write(digest.digest());
    out.flush();
    return new Summary(revision, entries);
  }

  /// False when the entry has ended with its lease since the snapshot's revision.
  private boolean write(Store store, Entry entry) throws IOException {
    long lease = entry.lease();
    if (lease != 0 && !leases.contains(lease) && !lease(store, lease)) {
      return false;
    }
    byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
    out.writeByte(SnapshotFormat.ENTRY);
    out.writeInt(key.length);
    out.write(key);
    out.writeInt(entry.value().length);
    out.write(entry.value());
    out.writeLong(entry.createRevision());
    out.writeLong(entry.modRevision());
    out.writeLong(entry.version());
    out.writeLong(lease);
    return true;
  }

  private boolean lease(Store store, long id) throws IOException {
    if (ended.contains(id)) {
      return false;
    }
    Lease lease;
    try {
      lease = store.lease(id);
    } catch (LeaseNotFoundException e) {
      ended.add(id);
      return false;
    }
    leases.add(id);
    out.writeByte(SnapshotFormat.LEASE);
    out.writeLong(id);
    out.writeLong(lease.timeToLive().toSeconds());
    out.writeLong(lease.expiry().toEpochMilli());
    return true;
  }

  /// What was written or loaded.
  ///
  /// @param revision the revision of the snapshot
  public record Summary(long revision, long entries) {}
}
