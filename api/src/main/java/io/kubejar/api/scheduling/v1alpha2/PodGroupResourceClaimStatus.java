package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The claim that was made from a template.
///
/// @param name Name of the claim within the group.
/// @param resourceClaimName Name of the claim made; absent when none is needed.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupResourceClaimStatus",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupResourceClaimStatus")
public record PodGroupResourceClaimStatus(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) @Nullable String resourceClaimName)
    implements PodGroupResourceClaimStatusBuilder.With {
  /// An empty draft.
  public static PodGroupResourceClaimStatusBuilder builder() {
    return new PodGroupResourceClaimStatusBuilder();
  }
}
