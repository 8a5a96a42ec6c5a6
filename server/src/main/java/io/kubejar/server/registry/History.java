package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.storage.StoredForm;
import io.kubejar.store.CompactedException;
import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes of one kind's objects from before the cache's memory, read from the store, so that
/// watches can go on after a restart.
final class History<T extends ApiObject> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final Store store;

  History(Kind<T> kind, StoredForm<T> form, Store store) {
    this.kind = kind;
    this.form = form;
    this.store = store;
  }

  /// The changes after one revision, up to and with another; 410 when they are forgotten.
  List<CacheEvent<T>> between(long after, long last) {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    try (var watch =
        store.watch(
            Keys.prefix(form.prefix()), after + 1, (_, delivered) -> events.addAll(delivered))) {
      if (!watch.await(last, PATIENCE)) {
        throw expired(after, last);
      }
    } catch (CompactedException e) {
      throw expired(after, store.compactedRevision());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable("interrupted");
    }
    var changes = new ArrayList<CacheEvent<T>>();
    synchronized (events) {
      for (Event event : events) {
        if (event.revision() <= last) {
          changes.add(change(event));
        }
      }
    }
    return changes;
  }

  private static RuntimeException expired(long after, long oldest) {
    return Failures.expired("too old resource version: %d (%d)".formatted(after, oldest));
  }

  private CacheEvent<T> change(Event event) {
    return switch (event) {
      case Event.Put(Entry entry, Entry previous) ->
          new CacheEvent<>(event.revision(), object(entry), object(previous));
      case Event.Delete(long revision, Entry previous) -> {
        var last = object(previous);
        yield new CacheEvent<>(revision, null, last == null ? null : last.at(revision));
      }
    };
  }

  private @Nullable CachedObject<T> object(@Nullable Entry entry) {
    return entry == null
        ? null
        : new CachedObject<>(
            kind,
            form.decode(entry.value(), entry.modRevision()),
            entry.key(),
            entry.modRevision());
  }
}
