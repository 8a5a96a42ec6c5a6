package io.kubejar.api.resource.v1;

import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The outcome of allocating a claim: the devices, the nodes on which they can be used, and the
/// time.
@ApiType(
    value = "io.k8s.api.resource.v1.AllocationResult",
    proto = "k8s.io.api.resource.v1.AllocationResult")
public record AllocationResult(
    @Field(tag = 1) DeviceAllocationResult devices,
    @Field(tag = 3) @Nullable NodeSelector nodeSelector,
    @Field(tag = 5, gate = "DRADeviceBindingConditions,DRAResourceClaimDeviceStatus")
        @Nullable Time allocationTimestamp)
    implements AllocationResultBuilder.With {
  /// An empty draft.
  public static AllocationResultBuilder builder() {
    return new AllocationResultBuilder();
  }
}
