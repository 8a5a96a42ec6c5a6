package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.storage.StoredForm;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Objects on their way into the store, so that the cache takes the writer's instance instead of
/// decoding what the writer has just encoded.
///
/// The store hands the very array that was put to its watches; it identifies the write to a key. A
/// store that does not, and two writes to a key at the same time, cost a decoding, no more.
final class PendingWrites<T extends ApiObject> {
  private static final int MOST = 4096;

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final Map<String, Write> writes = new ConcurrentHashMap<>();

  PendingWrites(Kind<T> kind, StoredForm<T> form) {
    this.kind = kind;
    this.form = form;
  }

  /// One object under way.
  final class Write {
    private final T object;
    private final String key;
    private final byte[] value;
    private final boolean answered;
    private @Nullable CachedObject<T> stored;

    /// @param answered whether the value may serve to answer with
    private Write(T object, String key, byte[] value, boolean answered) {
      this.object = object;
      this.key = key;
      this.value = value;
      this.answered = answered;
    }

    /// The object as stored by a commit; the same instance for all who ask.
    synchronized CachedObject<T> at(long revision) {
      if (stored == null) {
        stored =
            new CachedObject<>(
                kind, form.at(object, revision), key, revision, answered ? value : null);
      }
      return stored;
    }
  }

  Write begin(byte[] value, T object, String key) {
    var write = new Write(object, key, value, form.isAnswered());
    if (writes.size() < MOST) {
      writes.put(key, write);
    }
    return write;
  }

  /// A write that no cache waits for.
  Write alone(byte[] value, T object, String key) {
    return new Write(object, key, value, false);
  }

  /// The write did not take place.
  void forget(Write write) {
    writes.remove(write.key, write);
  }

  /// The write that put the value of a key, which is then over; null when it is not known.
  @Nullable Write take(String key, byte[] value) {
    var write = writes.get(key);
    return write != null && write.value == value && writes.remove(key, write) ? write : null;
  }
}
