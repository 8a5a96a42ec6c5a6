package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The name of an object in the same namespace as the one that refers to it.
///
/// @param name Name of the object meant, in the same namespace as the referring one.
@ApiType(
    value = "io.k8s.api.core.v1.LocalObjectReference",
    proto = "k8s.io.api.core.v1.LocalObjectReference",
    atomic = true)
public record LocalObjectReference(@Field(tag = 1, byDefault = "\"\"") String name)
    implements LocalObjectReferenceBuilder.With {
  /// An empty draft.
  public static LocalObjectReferenceBuilder builder() {
    return new LocalObjectReferenceBuilder();
  }
}
