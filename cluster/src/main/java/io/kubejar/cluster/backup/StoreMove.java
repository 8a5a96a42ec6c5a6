package io.kubejar.cluster.backup;

import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.Transaction;
import io.kubejar.store.snapshot.SnapshotLoader;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Moves a cluster's state into another store for good: everything is read back and compared, and
/// revisions go on after those that clients have seen.
///
/// A store that gives its own revisions, as etcd does, begins with low ones. A client that went on
/// at a revision of before would then miss what happens until the new store gets there. So it is
/// brought past the last old revision, a change at a time, and all before is compacted: clients
/// that come with old revisions are told that these are gone, and begin anew.
public final class StoreMove {
  private static final Keys OBJECTS = Keys.prefix("/registry/");
  private static final String COUNTERS = "/kubejar/revision-counters/";
  private static final int PAGE = 500;
  private static final int WRITERS = 64;
  private static final byte[] NOTHING = {};

  private StoreMove() {}

  /// Moves all entries into an empty store. What was there stays as it is.
  ///
  /// @throws IOException when a value is not given back as it was
  public static Summary move(Store from, Store to) throws IOException, InterruptedException {
    Summary summary = StoreCopy.copy(from, snapshot -> SnapshotLoader.load(snapshot, to));
    compare(from, to);
    passRevision(to, from.revision());
    return summary;
  }

  /// Compares what is under a lease by key only while it is there, since leases may end meanwhile.
  private static void compare(Store from, Store to) throws IOException {
    long revision = from.revision();
    Keys rest = OBJECTS;
    while (true) {
      Range page = from.range(rest, revision, PAGE);
      for (Entry entry : page.entries()) {
        if (entry.lease() != 0) {
          continue;
        }
        Entry copy = to.get(entry.key(), Store.CURRENT);
        if (copy == null || !Arrays.equals(copy.value(), entry.value())) {
          throw new IOException(
              "%s was not given back as it was written; nothing was changed"
                  .formatted(entry.key()));
        }
      }
      if (page.remaining() == 0 || page.entries().isEmpty()) {
        return;
      }
      rest = rest.after(page.entries().getLast().key());
    }
  }

  private static void passRevision(Store to, long revision) throws InterruptedException {
    var left = new AtomicLong(revision - to.revision());
    if (left.get() > 0) {
      count(to, left);
    }
    to.compact(to.revision());
  }

  private static void count(Store to, AtomicLong left) throws InterruptedException {
    var failure = new AtomicReference<StoreException>();
    List<Thread> writers = new ArrayList<>();
    List<Transaction.Operation> counters = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String key = COUNTERS + i;
      counters.add(new Transaction.Delete(key));
      var change = new Transaction(List.of(), List.of(new Transaction.Put(key, NOTHING, 0)));
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (left.getAndDecrement() > 0 && failure.get() == null) {
                        to.commit(change);
                      }
                    } catch (StoreException e) {
                      failure.set(e);
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    StoreException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    to.commit(new Transaction(List.of(), counters));
  }
}
