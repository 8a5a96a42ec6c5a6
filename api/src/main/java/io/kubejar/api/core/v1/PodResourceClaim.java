package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A pod-local name for a resource claim, which either exists already or is made from a template
/// for this pod.
///
/// @param name Label, unique within the pod, by which its containers mention this claim.
/// @param resourceClaimName An existing ResourceClaim in the pod's namespace; exactly one of claim
///   and template is set.
/// @param resourceClaimTemplateName Template from which a claim just for this pod is generated and
///   later removed along with it.
@ApiType(
    value = "io.k8s.api.core.v1.PodResourceClaim",
    proto = "k8s.io.api.core.v1.PodResourceClaim")
public record PodResourceClaim(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 3) @Nullable String resourceClaimName,
    @Field(tag = 4) @Nullable String resourceClaimTemplateName)
    implements PodResourceClaimBuilder.With {
  /// An empty draft.
  public static PodResourceClaimBuilder builder() {
    return new PodResourceClaimBuilder();
  }
}
