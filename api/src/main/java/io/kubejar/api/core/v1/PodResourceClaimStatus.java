package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The actual name of the resource claim behind one of the pod's entries, or none when no claim was
/// needed.
///
/// @param name Matches an entry of `spec.resourceClaims` by its name.
/// @param resourceClaimName Claim generated for the entry; when absent, no claim was needed.
@ApiType(
    value = "io.k8s.api.core.v1.PodResourceClaimStatus",
    proto = "k8s.io.api.core.v1.PodResourceClaimStatus")
public record PodResourceClaimStatus(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) @Nullable String resourceClaimName)
    implements PodResourceClaimStatusBuilder.With {
  /// An empty draft.
  public static PodResourceClaimStatusBuilder builder() {
    return new PodResourceClaimStatusBuilder();
  }
}
