package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A reference by API group, kind and name to an object, optionally in another namespace.
///
/// @param apiGroup API group of the object meant; unset stands for the core group.
/// @param kind Kind of the object meant, for example `VolumeSnapshot` or `PersistentVolumeClaim`.
/// @param name Name of the object meant, within its namespace if it has one.
/// @param namespace Namespace of the object meant; another namespace requires permission by a
///   ReferenceGrant.
@ApiType(
    value = "io.k8s.api.core.v1.TypedObjectReference",
    proto = "k8s.io.api.core.v1.TypedObjectReference")
public record TypedObjectReference(
    @Field(tag = 1, always = true) @Nullable String apiGroup,
    @Field(tag = 2, required = true, always = true) String kind,
    @Field(tag = 3, required = true, always = true) String name,
    @Field(tag = 4) @Nullable String namespace)
    implements TypedObjectReferenceBuilder.With {
  /// An empty draft.
  public static TypedObjectReferenceBuilder builder() {
    return new TypedObjectReferenceBuilder();
  }
}
