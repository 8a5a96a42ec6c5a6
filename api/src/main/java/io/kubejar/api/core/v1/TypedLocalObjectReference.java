package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A reference by API group, kind and name to an object in the same namespace.
///
/// @param apiGroup API group of the object meant; unset stands for the core group.
/// @param kind Kind of the object meant, for example `VolumeSnapshot` or `PersistentVolumeClaim`.
/// @param name Name of the object meant, in the same namespace.
@ApiType(
    value = "io.k8s.api.core.v1.TypedLocalObjectReference",
    proto = "k8s.io.api.core.v1.TypedLocalObjectReference",
    atomic = true)
public record TypedLocalObjectReference(
    @Field(tag = 1, always = true) @Nullable String apiGroup,
    @Field(tag = 2, required = true, always = true) String kind,
    @Field(tag = 3, required = true, always = true) String name)
    implements TypedLocalObjectReferenceBuilder.With {
  /// An empty draft.
  public static TypedLocalObjectReferenceBuilder builder() {
    return new TypedLocalObjectReferenceBuilder();
  }
}
