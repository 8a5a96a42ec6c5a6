package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The resource claim generated for a pod's extended resources, and which container's request each
/// part of it serves.
///
/// @param requestMappings Links each container's extended resource to a device request in the
///   generated claim.
/// @param resourceClaimName Name of the generated claim, which lives in the same namespace as the
///   pod.
@ApiType(
    value = "io.k8s.api.core.v1.PodExtendedResourceClaimStatus",
    proto = "k8s.io.api.core.v1.PodExtendedResourceClaimStatus")
public record PodExtendedResourceClaimStatus(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<ContainerExtendedResourceRequest> requestMappings,
    @Field(tag = 2, required = true, always = true) String resourceClaimName)
    implements PodExtendedResourceClaimStatusBuilder.With {
  public PodExtendedResourceClaimStatus {
    requestMappings = List.copyOf(requestMappings);
  }

  /// An empty draft.
  public static PodExtendedResourceClaimStatusBuilder builder() {
    return new PodExtendedResourceClaimStatusBuilder();
  }
}
