package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.registry.SortedObjects.Picks;
import io.kubejar.wire.select.Labels;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// What the label selectors picked that were asked for lately.
///
/// Picks hold on to the state they are of, so those that nobody asked for while much has changed
/// are let go.
final class RecentPicks<T extends ApiObject> {
  private static final int MOST = 8;
  private static final int LONGEST = 2_048;

  private record Recent<T extends ApiObject>(Picks<T> picks, long changes) {}

  /// In the order in which they were used.
  private final SequencedMap<Labels, Recent<T>> recent = new LinkedHashMap<>(16, 0.75f, true);

  private long purged;

  /// Picks from the objects.
  ///
  /// @param changes how much has changed so far
  Picks<T> of(Labels labels, SortedObjects<T> objects, long changes) {
    Recent<T> known;
    synchronized (this) {
      known = recent.get(labels);
    }
    Predicate<T> test = object -> labels.matches(object.metadata().labels());
    Picks<T> picks = objects.pick(test, known == null ? null : known.picks());
    synchronized (this) {
      recent.put(labels, new Recent<>(picks, changes));
      if (recent.size() > MOST) {
        recent.pollFirstEntry();
      }
    }
    return picks;
  }

  /// So much has changed by now.
  synchronized void changed(long changes) {
    if (changes - purged >= LONGEST) {
      purged = changes;
      recent.values().removeIf(each -> changes - each.changes() >= LONGEST);
    }
  }

  synchronized int size() {
    return recent.size();
  }
}
