package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.resource.v1.ResourceClaimStatus;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A request for devices, in the form in which one exact wish stands beside its name.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.ResourceClaim",
    proto = "k8s.io.api.resource.v1beta1.ResourceClaim",
    group = "resource.k8s.io",
    version = "v1beta1",
    kind = "ResourceClaim")
public record ResourceClaim(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ResourceClaimSpec spec,
    @Field(tag = 3) ResourceClaimStatus status)
    implements ApiObject, ResourceClaimBuilder.With {
  /// An empty draft.
  public static ResourceClaimBuilder builder() {
    return new ResourceClaimBuilder();
  }
}
