package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An object reference with a kind and version of its own, so that it can be stored as text.
///
/// @param reference The object from which, or for which, this one was created.
@ApiType(
    value = "io.k8s.api.core.v1.SerializedReference",
    proto = "k8s.io.api.core.v1.SerializedReference",
    version = "v1",
    kind = "SerializedReference")
public record SerializedReference(@Field(tag = 1) ObjectReference reference)
    implements SerializedReferenceBuilder.With {
  /// An empty draft.
  public static SerializedReferenceBuilder builder() {
    return new SerializedReferenceBuilder();
  }
}
