package io.kubejar.store.engine;

import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Lease;
import io.kubejar.store.Range;
import io.kubejar.store.UnavailableException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where versions of entries are kept: written by one thread, read by many.
public interface Engine extends AutoCloseable {

  /// What is there after opening or repair.
  State state();

  /// Opens a consistent look at everything written so far.
  View view();

  /// Writes all of a batch or nothing, and returns when it is durable.
  ///
  /// @throws UnavailableException when that failed; the engine then takes no writes until repaired
  void write(Batch batch);

  /// Notes durably that revisions before this one are forgotten.
  void markCompacted(long revision);

  /// Removes what the mark made unreachable and gives the space back. Runs beside reads and writes.
  void sweep();

  /// Tries to make the engine take writes again.
  ///
  /// @throws UnavailableException when the cause persists
  void repair();

  /// Why it takes no writes from the beginning, where it could be opened for reading only.
  default @Nullable UnavailableException refusal() {
    return null;
  }

  /// The bytes it takes, roughly.
  long size();

  @Override
  void close();

  /// What the engine holds besides entries.
  ///
  /// @param revision the newest revision
  /// @param compacted the oldest readable revision, 0 when never compacted
  /// @param leases the leases with the keys under them
  record State(long revision, long compacted, Map<Lease, List<String>> leases) {

    /// A store nobody wrote to.
    public static final State EMPTY = new State(1, 0, Map.of());
  }

  /// What is written at once.
  ///
  /// @param commits consecutive revisions
  /// @param granted leases that are new or renewed
  /// @param ended ids of the leases to forget
  record Batch(List<Commit> commits, List<Lease> granted, List<Long> ended) {}

  /// A consistent look at what was written before it was taken. For one thread.
  interface View extends AutoCloseable {

    /// The entry of a key at a revision.
    @Nullable Entry get(String key, long revision);

    /// A page of entries at a revision, at most `limit` (0: all).
    Range range(Keys keys, long revision, int limit);

    /// The same without counting what follows the page.
    List<Entry> page(Keys keys, long revision, int limit);

    /// How many entries there are at a revision.
    long count(Keys keys, long revision);

    /// The commits from one revision to another as far as they touch the keys, about `bytes` of
    /// values at most.
    History history(Keys keys, long from, long to, long bytes);

    @Override
    void close();
  }

  /// A piece of the past.
  ///
  /// @param through the last revision it covers
  record History(List<Commit> commits, long through) {}
}
