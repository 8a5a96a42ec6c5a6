package io.kubejar.wire.apply;

import io.kubejar.wire.apply.Managers.Owned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the number of updating managers bounded.
final class OldUpdates {
  private static final String ANCIENT_CHANGES = "ancient-changes";
  private static final int UPDATERS = 10;

  private OldUpdates() {}

  private record Updater(ManagerId id, Owned owned) {}

  /// Puts the oldest updates together when there are too many.
  static void cap(Managers managers) {
    List<Updater> updaters = new ArrayList<>();
    managers.forEach(
        (id, owned) -> {
          if (!id.applies()) {
            updaters.add(new Updater(id, owned));
          }
        });
    int surplus = updaters.size() - UPDATERS;
    if (surplus <= 0) {
      return;
    }
    updaters.sort(
        Comparator.<Updater>comparingLong(it -> Managers.seconds(it.owned().time()))
            .thenComparing(Updater::id));
    Map<String, ManagerId> first = new HashMap<>();
    for (Updater updater : updaters) {
      if (surplus == 0) {
        return;
      }
      Owned owned = updater.owned();
      String version = owned.apiVersion();
      ManagerId earlier = first.putIfAbsent(version, updater.id());
      if (earlier == null) {
        continue;
      }
      ManagerId bucket = new ManagerId(ANCIENT_CHANGES, ManagerId.UPDATE, version, "");
      Owned old = managers.remove(managers.containsKey(bucket) ? bucket : earlier);
      managers.remove(updater.id());
      FieldSet set = old == null ? owned.set() : owned.set().union(old.set());
      managers.put(bucket, new Owned(set, version, owned.time(), null));
      surplus--;
    }
  }
}
