package io.kubejar.controllers.garbagecollector;

import io.kubejar.api.meta.v1.ApiObject;

/// One object, told from its namesakes by its uid.
record Item<T extends ApiObject>(Tracked<T> kind, String namespace, String name, String uid) {
  static <T extends ApiObject> Item<T> of(Tracked<T> kind, T object) {
    return new Item<>(
        kind, object.metadata().namespace(), object.metadata().name(), object.metadata().uid());
  }

  /// `[v1/ConfigMap, namespace: a, name: b, uid: c]`
  @Override
  public String toString() {
    return "[%s/%s, namespace: %s, name: %s, uid: %s]"
        .formatted(kind.names().apiVersion(), kind.names().kind(), namespace, name, uid);
  }
}
