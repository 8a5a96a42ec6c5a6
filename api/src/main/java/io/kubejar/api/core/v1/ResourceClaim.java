package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The use of one of the pod's resource claims by a container, optionally narrowed to a single
/// request of it.
///
/// @param name Entry of the pod's `resourceClaims` that is made available in the container.
/// @param request Single request within the claim to use; everything in the claim when empty.
@ApiType(value = "io.k8s.api.core.v1.ResourceClaim", proto = "k8s.io.api.core.v1.ResourceClaim")
public record ResourceClaim(
    @Field(tag = 1, required = true, always = true) String name, @Field(tag = 2) String request)
    implements ResourceClaimBuilder.With {
  /// An empty draft.
  public static ResourceClaimBuilder builder() {
    return new ResourceClaimBuilder();
  }
}
