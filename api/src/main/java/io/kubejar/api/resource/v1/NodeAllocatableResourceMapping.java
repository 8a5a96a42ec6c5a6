package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// How a device counts against a node's ordinary resources: the capacity it is taken from and a
/// multiplier.
@ApiType(
    value = "io.k8s.api.resource.v1.NodeAllocatableResourceMapping",
    proto = "k8s.io.api.resource.v1.NodeAllocatableResourceMapping")
public record NodeAllocatableResourceMapping(
    @Field(tag = 1) @Nullable String capacityKey,
    @Field(tag = 2) @Nullable Quantity allocationMultiplier)
    implements NodeAllocatableResourceMappingBuilder.With {
  /// An empty draft.
  public static NodeAllocatableResourceMappingBuilder builder() {
    return new NodeAllocatableResourceMappingBuilder();
  }
}
