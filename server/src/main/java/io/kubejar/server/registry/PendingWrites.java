package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.storage.StoredForm;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects on their way into the store, so that the cache takes the writer's instance instead of
/// decoding what the writer has just encoded.
///
/// The store hands the very array that was put to its watches; it identifies the write. A store
/// that does not, costs a decoding, no more.
final class PendingWrites<T extends ApiObject> {
  private static final int MOST = 4096;

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final Map<byte[], Write> writes = Collections.synchronizedMap(new IdentityHashMap<>());

  PendingWrites(Kind<T> kind, StoredForm<T> form) {
    this.kind = kind;
    this.form = form;
  }

  /// One object under way.
  final class Write {
    private final T object;
    private final String key;
    private final byte @Nullable [] value;
    private @Nullable CachedObject<T> stored;

    private Write(T object, String key, byte @Nullable [] value) {
      this.object = object;
      this.key = key;
      this.value = value;
    }

    /// The object as stored by a commit; the same instance for all who ask.
    synchronized CachedObject<T> at(long revision) {
      if (stored == null) {
        stored = new CachedObject<>(kind, form.at(object, revision), key, revision, value);
      }
      return stored;
    }
  }

  Write begin(byte[] value, T object, String key) {
    var write = new Write(object, key, form.isAnswered() ? value : null);
    if (writes.size() < MOST) {
      writes.put(value, write);
    }
    return write;
  }

  /// A write that no cache waits for.
  Write alone(T object, String key) {
    return new Write(object, key, null);
  }

  void forget(byte[] value) {
    writes.remove(value);
  }

  /// The write that put the value, which is then over; null when it is not known.
  @Nullable Write take(byte[] value) {
    return writes.remove(value);
  }
}
