package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A reference to an object of any kind in the same namespace.
///
/// @param apiGroup API group of the object; empty for the core group.
/// @param kind Kind of the object.
/// @param name Name of the object.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.TypedLocalObjectReference",
    proto = "k8s.io.api.scheduling.v1alpha2.TypedLocalObjectReference")
public record TypedLocalObjectReference(
    @Field(tag = 1) String apiGroup,
    @Field(tag = 2, required = true, always = true) String kind,
    @Field(tag = 3, required = true, always = true) String name)
    implements TypedLocalObjectReferenceBuilder.With {
  /// An empty draft.
  public static TypedLocalObjectReferenceBuilder builder() {
    return new TypedLocalObjectReferenceBuilder();
  }
}
