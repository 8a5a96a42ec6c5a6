package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.storage.StoredForm;
import io.kubejar.store.Entry;
import io.kubejar.store.Outcome;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.Transaction.Compare;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts and removes the objects of one kind in the store, and reads their newest state.
final class ObjectWriter<T extends ApiObject> {
  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final Store store;
  private final WatchCache<T> cache;
  private final PendingWrites<T> pending;
  private final @Nullable EventLeases leases;

  ObjectWriter(
      Kind<T> kind,
      StoredForm<T> form,
      Store store,
      WatchCache<T> cache,
      PendingWrites<T> pending,
      @Nullable EventLeases leases) {
    this.kind = kind;
    this.form = form;
    this.store = store;
    this.cache = cache;
    this.pending = pending;
    this.leases = leases;
  }

  /// The newest acknowledged state.
  @Nullable CachedObject<T> newest(String key) {
    return StoreFailures.translating(
        () -> {
          long revision = store.revision();
          if (cache.isAtHand() && cache.revision() >= revision) {
            return cache.get(key);
          }
          Entry entry = store.get(key);
          return entry == null ? null : object(entry);
        });
  }

  private CachedObject<T> object(Entry entry) {
    CachedObject<T> cached = cache.isListening() ? cache.get(entry.key()) : null;
    return cached != null && cached.revision() == entry.modRevision()
        ? cached
        : new CachedObject<>(
            kind,
            form.decode(entry.value(), entry.modRevision()),
            entry.key(),
            entry.modRevision());
  }

  /// Stores a new object; null when there is one already.
  @Nullable CachedObject<T> create(String key, T object) {
    return put(key, 0, object);
  }

  /// Replaces the state of a revision; null when it is no longer the newest.
  @Nullable CachedObject<T> replace(CachedObject<T> old, T object) {
    return put(old.key(), old.revision(), object);
  }

  private @Nullable CachedObject<T> put(String key, long expected, T object) {
    // The cache has to be listening to take the instance over.
    boolean listening = cache.isListening();
    byte[] value = form.encode(object);
    long lease = leases == null ? 0 : leases.current();
    T kept = form.kept(value, object);
    var write = listening ? pending.begin(value, kept, key) : pending.alone(value, kept, key);
    boolean stored = false;
    try {
      Outcome outcome =
          StoreFailures.translating(
              () ->
                  store.commit(
                      new Transaction(
                          List.of(new Compare(key, expected)),
                          List.of(new Transaction.Put(key, value, lease)))));
      if (outcome instanceof Outcome.Committed committed) {
        stored = true;
        return write.at(committed.revision());
      }
      return null;
    } finally {
      if (!stored) {
        pending.forget(write);
      }
    }
  }

  /// Removes the state of a revision and gives it back with the revision of the removal; null when
  /// it is no longer the newest.
  @Nullable CachedObject<T> remove(CachedObject<T> old) {
    Outcome outcome =
        StoreFailures.translating(
            () -> store.commit(Transaction.delete(old.key(), old.revision())));
    return outcome instanceof Outcome.Committed committed ? old.at(committed.revision()) : null;
  }
}
