package io.kubejar.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A read-only view of the objects an informer knows; the instances are shared.
public interface Lister<T> {
  @Nullable T get(String namespace, String name);

  default @Nullable T get(Key key) {
    return get(key.namespace(), key.name());
  }

  List<T> list();

  List<T> list(String namespace);

  /// The objects that an index of the informer files under a value.
  List<T> byIndex(String index, String value);
}
