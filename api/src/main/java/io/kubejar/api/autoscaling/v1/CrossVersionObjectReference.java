package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A reference by kind, name and API version to an object in the same namespace.
///
/// @param kind Kind of the object referred to, for example `Deployment`.
/// @param name Name of the object referred to, in the autoscaler's own namespace.
/// @param apiVersion API version of the object referred to, for example `apps/v1`.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.CrossVersionObjectReference",
    proto = "k8s.io.api.autoscaling.v1.CrossVersionObjectReference",
    atomic = true)
public record CrossVersionObjectReference(
    @Field(tag = 1, required = true, always = true) String kind,
    @Field(tag = 2, required = true, always = true) String name,
    @Field(tag = 3) String apiVersion)
    implements CrossVersionObjectReferenceBuilder.With {
  /// An empty draft.
  public static CrossVersionObjectReferenceBuilder builder() {
    return new CrossVersionObjectReferenceBuilder();
  }
}
