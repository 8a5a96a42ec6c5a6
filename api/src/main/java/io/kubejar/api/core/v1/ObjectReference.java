package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A pointer to another object, or to a part of it: kind, namespace, name, UID, versions and field
/// path, all optional.
///
/// @param kind Kind of the object that is referred to.
/// @param namespace Namespace of the object; empty for objects of the whole cluster.
/// @param name Name of the object that is referred to.
/// @param uid Unique identifier, distinguishing the object from namesakes that existed before.
/// @param apiVersion Group and version in which the object is referred to.
/// @param resourceVersion Particular version of the object, if one is meant.
/// @param fieldPath Part of the object meant, for example `spec.containers{web}`.
@ApiType(
    value = "io.k8s.api.core.v1.ObjectReference",
    proto = "k8s.io.api.core.v1.ObjectReference",
    version = "v1",
    kind = "ObjectReference",
    atomic = true)
public record ObjectReference(
    @Field(tag = 1) String kind,
    @Field(tag = 2) String namespace,
    @Field(tag = 3) String name,
    @Field(tag = 4) String uid,
    @Field(tag = 5) String apiVersion,
    @Field(tag = 6) String resourceVersion,
    @Field(tag = 7) String fieldPath)
    implements ObjectReferenceBuilder.With {
  /// An empty draft.
  public static ObjectReferenceBuilder builder() {
    return new ObjectReferenceBuilder();
  }
}
