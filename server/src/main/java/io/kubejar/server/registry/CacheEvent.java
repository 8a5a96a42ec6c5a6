package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A change of one object, as the cache saw it.
///
/// Watchers with the same form share the bytes: the first one encodes, the others take them.
public final class CacheEvent<T extends ApiObject> {
  /// What happened, from the view of a watcher.
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }

  private record Form(Type type, Object form) {}

  private final long revision;
  private final @Nullable CachedObject<T> current;
  private final @Nullable CachedObject<T> previous;
  private @Nullable CachedObject<T> left;
  private @Nullable Map<Form, byte[]> encoded;

  CacheEvent(long revision, @Nullable CachedObject<T> current, @Nullable CachedObject<T> previous) {
    this.revision = revision;
    this.current = current;
    this.previous = previous;
  }

  /// The commit that made the change.
  public long revision() {
    return revision;
  }

  /// The new state; null when the object is gone.
  public @Nullable CachedObject<T> current() {
    return current;
  }

  /// The state before; null when the object is new. When the object is gone, it carries the
  /// revision of the deletion.
  public @Nullable CachedObject<T> previous() {
    return previous;
  }

  /// What a watcher with a selection sees, or null when it sees nothing.
  public @Nullable Seen<T> seenBy(Selection<T> selection) {
    boolean now = current != null && selection.matches(current.object());
    boolean before = previous != null && selection.matches(previous.object());
    if (now && current != null) {
      return new Seen<>(before ? Type.MODIFIED : Type.ADDED, current);
    }
    if (before && previous != null) {
      return new Seen<>(Type.DELETED, current == null ? previous : left(previous));
    }
    return null;
  }

  /// The previous state with the revision of this event, for those whose selection it leaves.
  private synchronized CachedObject<T> left(CachedObject<T> from) {
    CachedObject<T> known = left;
    if (known == null) {
      known = from.at(revision);
      left = known;
    }
    return known;
  }

  /// An event as one watcher sees it.
  public record Seen<T extends ApiObject>(Type type, CachedObject<T> object) {}

  /// The bytes in a form, made once while the event is being handed out.
  public synchronized byte[] bytes(Type type, Object form, Supplier<byte[]> encoder) {
    if (encoded == null) {
      encoded = new HashMap<>(4);
    }
    return encoded.computeIfAbsent(new Form(type, form), _ -> encoder.get());
  }

  /// The event is no longer among the recent ones: the states that it ended keep no forms.
  synchronized void past() {
    if (previous != null) {
      previous.retire();
    }
    if (left != null) {
      left.retire();
    }
  }

  /// Drops the bytes when all watchers have them.
  synchronized void handedOut() {
    encoded = null;
  }
}
