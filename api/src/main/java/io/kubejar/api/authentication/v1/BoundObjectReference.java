package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The object, such as a pod or secret, whose deletion makes a token invalid.
///
/// @param kind Kind of the object the token is tied to: `Pod`, `Secret` or `Node`.
/// @param apiVersion API version in which the bound object's kind is defined, usually `v1`.
/// @param name Name of the object whose existence the token depends on.
/// @param uid UID of the bound object; a mismatch makes the request fail.
@ApiType(
    value = "io.k8s.api.authentication.v1.BoundObjectReference",
    proto = "k8s.io.api.authentication.v1.BoundObjectReference")
public record BoundObjectReference(
    @Field(tag = 1) String kind,
    @Field(tag = 2) String apiVersion,
    @Field(tag = 3) String name,
    @Field(tag = 4, proto = "uID") String uid)
    implements BoundObjectReferenceBuilder.With {
  /// An empty draft.
  public static BoundObjectReferenceBuilder builder() {
    return new BoundObjectReferenceBuilder();
  }
}
