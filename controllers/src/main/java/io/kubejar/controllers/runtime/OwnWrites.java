package io.kubejar.controllers.runtime;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Versions a controller wrote that its informer does not show yet.
///
/// A controller that would act on what it changed a moment ago waits instead: the change that makes
/// the informer current puts the owner into the queue again. What never shows is given up after
/// half a minute.
public final class OwnWrites<T extends ApiObject> {
  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final long GONE = Long.MAX_VALUE;

  private final Map<Key, Map<Key, Written>> byOwner = new ConcurrentHashMap<>();
  private final Lister<T> lister;
  private final Function<T, Key> owner;
  private final InstantSource clock;

  private record Written(long revision, Instant since) {}

  /// Follows an informer; to be made before the controller adds its own handler there.
  public OwnWrites(Informer<T> informer, Function<T, Key> owner, InstantSource clock) {
    this.lister = informer.lister();
    this.owner = owner;
    this.clock = clock;
    informer.addHandler(
        Changes.of(
            object -> shown(object, revision(object)),
            (_, object) -> shown(object, revision(object)),
            object -> shown(object, GONE)));
  }

  /// Notes an object as the API answered a create or an update.
  public void wrote(T object) {
    Key key = Key.of(object);
    note(object, revision(object));
    T known = lister.get(key);
    if (known != null && revision(known) >= revision(object)) {
      shown(object, revision(known));
    }
  }

  /// Notes that an object was deleted.
  public void deleted(T object) {
    note(object, GONE);
    if (lister.get(Key.of(object)) == null) {
      shown(object, GONE);
    }
  }

  /// Whether the informer shows all that was written for an owner.
  public boolean areShown(Key ownerKey) {
    Map<Key, Written> written = byOwner.get(ownerKey);
    if (written == null) {
      return true;
    }
    Instant oldest = clock.instant().minus(LIFETIME);
    written.values().removeIf(each -> each.since().isBefore(oldest));
    return written.isEmpty();
  }

  private void note(T object, long revision) {
    byOwner
        .computeIfAbsent(owner.apply(object), _ -> new ConcurrentHashMap<>())
        .put(Key.of(object), new Written(revision, clock.instant()));
  }

  private void shown(T object, long revision) {
    byOwner.computeIfPresent(
        owner.apply(object),
        (_, written) -> {
          Written last = written.get(Key.of(object));
          if (last != null && last.revision() <= revision) {
            written.remove(Key.of(object));
          }
          return emptyToNull(written);
        });
  }

  @SuppressWarnings("NullAway") // null removes the entry
  private static Map<Key, Written> emptyToNull(Map<Key, Written> written) {
    return written.isEmpty() ? null : written;
  }

  private static long revision(ApiObject object) {
    String text = object.metadata().resourceVersion();
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
