package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The states of which lists were begun lately, so that their further pages need not be read from
/// the store's past.
///
/// A state holds on to objects that are gone since, so it is let go when much has changed or some
/// time has passed.
final class RecentStates<T extends ApiObject> {
  private static final int MOST = 8;
  private static final int LONGEST = 2_048;
  private static final long TIME = Duration.ofMinutes(1).toNanos();

  private record Kept<T extends ApiObject>(SortedObjects<T> objects, long changes, long since) {}

  private final LongSupplier nanoTime;

  /// By revision, in the order in which they were kept.
  private final SequencedMap<Long, Kept<T>> kept = new LinkedHashMap<>();

  private long purged;

  RecentStates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Keeps the state at a revision.
  ///
  /// @param changes how much had changed until then
  synchronized void keep(long revision, SortedObjects<T> objects, long changes) {
    kept.putIfAbsent(revision, new Kept<>(objects, changes, nanoTime.getAsLong()));
    if (kept.size() > MOST) {
      kept.pollFirstEntry();
    }
  }

  /// The state at a revision; null when it is not kept any more.
  synchronized @Nullable SortedObjects<T> at(long revision) {
    Kept<T> found = kept.get(revision);
    if (found == null || nanoTime.getAsLong() - found.since() > TIME) {
      return null;
    }
    return found.objects();
  }

  /// So much has changed by now.
  synchronized void changed(long changes) {
    if (changes - purged >= LONGEST) {
      purged = changes;
      kept.values().removeIf(each -> changes - each.changes() >= LONGEST);
    }
  }
}
