package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A claim for devices that the pods of a group share; named, or made from a template.
///
/// @param name Name of the claim within the group, for pods to refer to.
/// @param resourceClaimName Claim in the same namespace.
/// @param resourceClaimTemplateName Template in the same namespace from which a claim is made for
///   the group.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupResourceClaim",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupResourceClaim")
public record PodGroupResourceClaim(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) @Nullable String resourceClaimName,
    @Field(tag = 3) @Nullable String resourceClaimTemplateName)
    implements PodGroupResourceClaimBuilder.With {
  /// An empty draft.
  public static PodGroupResourceClaimBuilder builder() {
    return new PodGroupResourceClaimBuilder();
  }
}
