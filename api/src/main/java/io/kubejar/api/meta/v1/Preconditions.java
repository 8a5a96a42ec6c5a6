package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The UID and resource version an object must have for the operation to go ahead.
///
/// @param uid Act only if the stored object carries exactly this UID.
/// @param resourceVersion Act only if the stored object is still at exactly this version.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.Preconditions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.Preconditions")
public record Preconditions(
    @Field(tag = 1) @Nullable String uid, @Field(tag = 2) @Nullable String resourceVersion)
    implements PreconditionsBuilder.With {
  /// An empty draft.
  public static PreconditionsBuilder builder() {
    return new PreconditionsBuilder();
  }
}
