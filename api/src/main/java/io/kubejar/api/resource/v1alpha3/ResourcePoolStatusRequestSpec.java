package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The pools that are asked about.
///
/// @param driver Driver whose pools are meant.
/// @param poolName Only the pool of this name.
/// @param limit How many pools the answer may hold, 100 when absent, at most 1000.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.ResourcePoolStatusRequestSpec",
    proto = "k8s.io.api.resource.v1alpha3.ResourcePoolStatusRequestSpec")
public record ResourcePoolStatusRequestSpec(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2) @Nullable String poolName,
    @Field(tag = 3, format = "int32", byDefault = "100") @Nullable Integer limit)
    implements ResourcePoolStatusRequestSpecBuilder.With {
  /// An empty draft.
  public static ResourcePoolStatusRequestSpecBuilder builder() {
    return new ResourcePoolStatusRequestSpecBuilder();
  }
}
