package io.kubejar.client;

import io.kubejar.api.meta.v1.ApiObject;

/// An object's namespace and name.
///
/// @param namespace the namespace; empty for cluster-scoped objects
/// @param name the name
public record Key(String namespace, String name) {
  public static Key of(ApiObject object) {
    return new Key(object.metadata().namespace(), object.metadata().name());
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
