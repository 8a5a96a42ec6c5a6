package io.kubejar.store.engine;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Lease;
import io.kubejar.store.snapshot.SnapshotReader;
import io.kubejar.store.snapshot.SnapshotReader.Granted;
import io.kubejar.store.snapshot.SnapshotReader.Held;
import io.kubejar.store.snapshot.SnapshotReader.Item;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Puts the entries of a snapshot into an empty engine with the revisions that they had.
///
/// The store goes on at a much later revision, and all before it counts as compacted: clients that
/// have seen what came after the snapshot, and is lost, start anew instead of following another
/// history under the same numbers.
public final class EngineLoader {
  /// More changes than there were between a snapshot and its loss.
  static final long LEAP = 1_000_000;

  private static final long BATCH_BYTES = 4 << 20;

  private final Engine engine;
  private final List<Commit> commits = new ArrayList<>();
  private final List<Lease> leases = new ArrayList<>();
  private long bytes;

  private EngineLoader(Engine engine) {
    this.engine = engine;
  }

  /// Loads a whole snapshot, durably.
  public static Summary load(SnapshotReader snapshot, Engine engine) throws IOException {
    if (!engine.state().equals(Engine.State.EMPTY)) {
      throw new IllegalStateException("the engine is not empty");
    }
    var loader = new EngineLoader(engine);
    for (Item item = snapshot.next(); item != null; item = snapshot.next()) {
      switch (item) {
        case Granted(Lease lease) -> loader.leases.add(lease);
        case Held(Entry entry) -> loader.put(entry);
      }
    }
    loader.write();
    engine.markCompacted(snapshot.revision() + LEAP);
    return new Summary(snapshot.revision(), snapshot.entries());
  }

  private void put(Entry entry) {
    commits.add(new Commit(entry.modRevision(), List.of(new Event.Put(entry, null))));
    bytes += entry.value().length;
    if (bytes > BATCH_BYTES) {
      write();
    }
  }

  private void write() {
    engine.write(new Engine.Batch(commits, leases, List.of()));
    commits.clear();
    leases.clear();
    bytes = 0;
  }
}
