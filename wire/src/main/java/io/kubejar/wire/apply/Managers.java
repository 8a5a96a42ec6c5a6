package io.kubejar.wire.apply;

import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The managers of an object with their fields, in a form to work with.
final class Managers extends TreeMap<ManagerId, Managers.Owned> {
  private static final long serialVersionUID = 1;
  private static final int SLOTS = 512;

  /// Sets read before: objects have few different ones.
  private static final AtomicReferenceArray<@Nullable Known> CACHE =
      new AtomicReferenceArray<>(SLOTS);

  private static final Comparator<ManagedFieldsEntry> ORDER =
      Comparator.comparing(ManagedFieldsEntry::operation)
          .thenComparingLong(entry -> seconds(entry.time()))
          .thenComparing(ManagedFieldsEntry::manager)
          .thenComparing(ManagedFieldsEntry::apiVersion)
          .thenComparing(ManagedFieldsEntry::subresource);

  private record Known(FieldsV1 text, FieldSet set) {}

  /// What one manager owns.
  ///
  /// @param apiVersion the version in whose fields the set is
  /// @param time when the set changed last
  /// @param text the set's text where it is known
  record Owned(FieldSet set, String apiVersion, @Nullable Time time, @Nullable FieldsV1 text) {
    Owned with(FieldSet other) {
      return other.equals(set) ? this : new Owned(other, apiVersion, time, null);
    }

    Owned at(@Nullable Time other) {
      return new Owned(set, apiVersion, other, text);
    }
  }

  Managers() {}

  Managers(Managers other) {
    super(other);
  }

  /// Reads entries; throws [IllegalArgumentException] when one is malformed.
  static Managers of(List<ManagedFieldsEntry> entries) {
    Managers managers = new Managers();
    for (int i = 0; i < entries.size(); i++) {
      ManagedFieldsEntry entry = entries.get(i);
      check(entry, i);
      FieldsV1 text = entry.fieldsV1();
      managers.put(
          ManagerId.of(entry),
          new Owned(
              text == null ? FieldSet.EMPTY : parse(text), entry.apiVersion(), entry.time(), text));
    }
    return managers;
  }

  private static void check(ManagedFieldsEntry entry, int index) {
    String operation = entry.operation();
    if (!operation.equals(ManagerId.APPLY) && !operation.equals(ManagerId.UPDATE)) {
      throw new IllegalArgumentException("operation must be `Apply` or `Update`");
    }
    if (entry.apiVersion().isEmpty()) {
      throw new IllegalArgumentException("apiVersion must not be empty");
    }
    String type = entry.fieldsType();
    if (type.isEmpty()) {
      throw new IllegalArgumentException("missing fieldsType in managed fields entry " + index);
    }
    if (!type.equals("FieldsV1")) {
      throw new IllegalArgumentException(
          "invalid fieldsType \"%s\" in managed fields entry %d".formatted(type, index));
    }
  }

  private static FieldSet parse(FieldsV1 text) {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Known known = CACHE.get(slot);
    if (known != null && known.text().equals(text)) {
      return known.set();
    }
    FieldSet set = FieldSet.parse(text.text().toArray());
    CACHE.set(slot, new Known(text, set));
    return set;
  }

  /// The entries as objects carry them.
  List<ManagedFieldsEntry> entries() {
    List<ManagedFieldsEntry> entries = new ArrayList<>(size());
    forEach(
        (id, owned) -> {
          FieldsV1 text = owned.text();
          if (text == null) {
            byte[] json = owned.set().toJson();
            text = FieldsV1.shared(json, 0, json.length);
          }
          entries.add(
              new ManagedFieldsEntry(
                  id.manager(),
                  id.operation(),
                  owned.apiVersion(),
                  owned.time(),
                  "FieldsV1",
                  text,
                  id.subresource()));
        });
    entries.sort(ORDER);
    return entries;
  }

  static long seconds(@Nullable Time time) {
    return time == null ? 0 : time.instant().getEpochSecond();
  }
}
