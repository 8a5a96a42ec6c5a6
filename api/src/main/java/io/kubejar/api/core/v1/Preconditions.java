package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A UID that the object must have for the operation to go ahead.
///
/// @param uid The operation goes ahead only if the object has this UID.
@ApiType(value = "io.k8s.api.core.v1.Preconditions", proto = "k8s.io.api.core.v1.Preconditions")
public record Preconditions(@Field(tag = 1) @Nullable String uid)
    implements PreconditionsBuilder.With {
  /// An empty draft.
  public static PreconditionsBuilder builder() {
    return new PreconditionsBuilder();
  }
}
