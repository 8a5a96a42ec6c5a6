package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A user of a claim, usually a pod, by group, resource, name and UID.
@ApiType(
    value = "io.k8s.api.resource.v1.ResourceClaimConsumerReference",
    proto = "k8s.io.api.resource.v1.ResourceClaimConsumerReference")
public record ResourceClaimConsumerReference(
    @Field(tag = 1) String apiGroup,
    @Field(tag = 3, required = true, always = true) String resource,
    @Field(tag = 4, required = true, always = true) String name,
    @Field(tag = 5, required = true, always = true) String uid)
    implements ResourceClaimConsumerReferenceBuilder.With {
  /// An empty draft.
  public static ResourceClaimConsumerReferenceBuilder builder() {
    return new ResourceClaimConsumerReferenceBuilder();
  }
}
