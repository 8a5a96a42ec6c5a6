package io.kubejar.server.spi;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The server's own state as authorizers and plugins read it: shared instances from the watch
/// cache.
public interface ClusterView {
  /// The object, or null when the cache has none.
  <T extends ApiObject> @Nullable T get(Kind<T> kind, String namespace, String name);

  /// The object as stored, for rules that must not act on a stale cache.
  <T extends ApiObject> @Nullable T getConsistent(Kind<T> kind, String namespace, String name);

  /// The objects of a namespace, or all of them for an empty namespace.
  <T extends ApiObject> List<T> list(Kind<T> kind, String namespace);

  /// The kind of a name as it is served, or null when there is none.
  default @Nullable Kind<?> find(GroupVersionKind kind) {
    for (Kind<?> each : BuiltInKinds.ALL) {
      if (each.names().gvk().equals(kind)) {
        return each;
      }
    }
    return null;
  }

  /// The other served versions of a kind, also in other groups, whose objects are the same ones.
  default List<Kind<?>> equivalents(Kind<?> kind) {
    return List.of();
  }

  /// An object in another version of its kind.
  ///
  /// @param to one of the equivalents of the object's kind
  default <A extends ApiObject, B extends ApiObject> B converted(Kind<A> from, Kind<B> to, A object)
      throws ApiException {
    throw new IllegalArgumentException("%s has no other versions".formatted(from.names().gvk()));
  }

  /// A number that grows whenever an object of the kind changes, to keep derived tables fresh.
  long generation(Kind<?> kind);
}
