package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A pointer by group, resource, namespace and name to the owner of an address.
///
/// @param group API group of the object that uses the address; empty for core.
/// @param resource Lowercase plural resource of the object that uses the address.
/// @param namespace Namespace of the object that uses the address, if it has one.
/// @param name Name of the object that uses the address.
@ApiType(
    value = "io.k8s.api.networking.v1.ParentReference",
    proto = "k8s.io.api.networking.v1.ParentReference")
public record ParentReference(
    @Field(tag = 1) String group,
    @Field(tag = 2, required = true) String resource,
    @Field(tag = 3) String namespace,
    @Field(tag = 4, required = true) String name)
    implements ParentReferenceBuilder.With {
  /// An empty draft.
  public static ParentReferenceBuilder builder() {
    return new ParentReferenceBuilder();
  }
}
