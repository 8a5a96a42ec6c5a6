package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;

/// A resource amount of a container, such as `limits.cpu`, divided by a given unit.
///
/// @param containerName Container whose resource is read; required in volumes, optional for
///   environment variables.
/// @param resource What to read, for example `limits.cpu` or `requests.memory`.
/// @param divisor Unit in which the amount is given, rounded up; default `1`, so cores or bytes.
@ApiType(
    value = "io.k8s.api.core.v1.ResourceFieldSelector",
    proto = "k8s.io.api.core.v1.ResourceFieldSelector",
    atomic = true)
public record ResourceFieldSelector(
    @Field(tag = 1) String containerName,
    @Field(tag = 2, required = true, always = true) String resource,
    @Field(tag = 3) Quantity divisor)
    implements ResourceFieldSelectorBuilder.With {
  /// An empty draft.
  public static ResourceFieldSelectorBuilder builder() {
    return new ResourceFieldSelectorBuilder();
  }
}
