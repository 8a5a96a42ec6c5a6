package io.kubejar.api.resource.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A namespaced request for devices that pods can share or have for themselves.
@ApiType(
    value = "io.k8s.api.resource.v1.ResourceClaim",
    proto = "k8s.io.api.resource.v1.ResourceClaim",
    group = "resource.k8s.io",
    version = "v1",
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
