package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The amount of a device's capacity, and the policy for requesting parts of it.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceCapacity",
    proto = "k8s.io.api.resource.v1.DeviceCapacity")
public record DeviceCapacity(
    @Field(tag = 1, required = true, always = true) Quantity value,
    @Field(tag = 2, gate = "DRAConsumableCapacity") @Nullable CapacityRequestPolicy requestPolicy)
    implements DeviceCapacityBuilder.With {
  /// An empty draft.
  public static DeviceCapacityBuilder builder() {
    return new DeviceCapacityBuilder();
  }
}
