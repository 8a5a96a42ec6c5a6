package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;

/// The ordinary node resources, such as CPU or memory, that a pod gets through one resource claim,
/// and the containers using them.
///
/// @param resourceClaimName Claim through which the pod receives these node resources.
/// @param containers Containers of the pod that make use of the claim.
/// @param resources Amounts of node resources allocated through the claim, by resource name.
@ApiType(
    value = "io.k8s.api.core.v1.NodeAllocatableResourceClaimStatus",
    proto = "k8s.io.api.core.v1.NodeAllocatableResourceClaimStatus")
public record NodeAllocatableResourceClaimStatus(
    @Field(tag = 1, required = true, always = true) String resourceClaimName,
    @Field(tag = 2, list = ListType.SET) List<String> containers,
    @Field(tag = 3, required = true, always = true) Map<String, Quantity> resources)
    implements NodeAllocatableResourceClaimStatusBuilder.With {
  public NodeAllocatableResourceClaimStatus {
    containers = List.copyOf(containers);
    resources = SortedStringMap.copyOf(resources);
  }

  /// An empty draft.
  public static NodeAllocatableResourceClaimStatusBuilder builder() {
    return new NodeAllocatableResourceClaimStatusBuilder();
  }
}
