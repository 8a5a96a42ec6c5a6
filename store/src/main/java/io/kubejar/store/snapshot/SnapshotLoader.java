package io.kubejar.store.snapshot;

import io.kubejar.store.Entry;
import io.kubejar.store.Lease;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.snapshot.SnapshotReader.Granted;
import io.kubejar.store.snapshot.SnapshotReader.Held;
import io.kubejar.store.snapshot.SnapshotReader.Item;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts the entries of a snapshot into a store through its interface. They get revisions of that
/// store; leases get their whole time again.
public final class SnapshotLoader {
  private static final int MOST_ENTRIES = 64;
  private static final long MOST_BYTES = 512 << 10;

  private final Store store;
  private final Map<Long, Long> leases = new HashMap<>();
  private final List<Transaction.Operation> pending = new ArrayList<>();
  private long bytes;

  private SnapshotLoader(Store store) {
    this.store = store;
  }

  /// Loads a whole snapshot, some entries at a time.
  ///
  /// @throws SnapshotException when the snapshot is cut off or damaged; some entries may be there
  ///   by then
  public static Summary load(SnapshotReader snapshot, Store store) throws IOException {
    var loader = new SnapshotLoader(store);
    for (Item item = snapshot.next(); item != null; item = snapshot.next()) {
      switch (item) {
        case Granted(Lease lease) ->
            loader.leases.put(lease.id(), store.grant(lease.timeToLive()).id());
        case Held(Entry entry) -> loader.put(entry);
      }
    }
    loader.commit();
    return new Summary(store.revision(), snapshot.entries());
  }

  private void put(Entry entry) {
    if (pending.size() >= MOST_ENTRIES || bytes + entry.value().length > MOST_BYTES) {
      commit();
    }
    long lease = leases.getOrDefault(entry.lease(), 0L);
    pending.add(new Transaction.Put(entry.key(), entry.value(), lease));
    bytes += entry.value().length;
  }

  private void commit() {
    if (!pending.isEmpty()) {
      store.commit(new Transaction(List.of(), pending));
      pending.clear();
      bytes = 0;
    }
  }
}
