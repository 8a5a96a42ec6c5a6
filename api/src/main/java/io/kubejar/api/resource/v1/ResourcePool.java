package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The pool a slice belongs to: name, generation, and how many slices the pool has at that
/// generation.
@ApiType(
    value = "io.k8s.api.resource.v1.ResourcePool",
    proto = "k8s.io.api.resource.v1.ResourcePool")
public record ResourcePool(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true, format = "int64") long generation,
    @Field(tag = 3, required = true, always = true, format = "int64") long resourceSliceCount)
    implements ResourcePoolBuilder.With {
  /// An empty draft.
  public static ResourcePoolBuilder builder() {
    return new ResourcePoolBuilder();
  }
}
