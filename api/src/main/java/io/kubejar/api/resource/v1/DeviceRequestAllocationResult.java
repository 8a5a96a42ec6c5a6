package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One device allocated for a request: driver, pool and device name, with access, tolerations and
/// consumed capacity.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceRequestAllocationResult",
    proto = "k8s.io.api.resource.v1.DeviceRequestAllocationResult")
public record DeviceRequestAllocationResult(
    @Field(tag = 1, required = true, always = true) String request,
    @Field(tag = 2, required = true, always = true) String driver,
    @Field(tag = 3, required = true, always = true) String pool,
    @Field(tag = 4, required = true, always = true) String device,
    @Field(tag = 5) @Nullable Boolean adminAccess,
    @Field(tag = 6, list = ListType.ATOMIC, gate = "DRADeviceTaints")
        List<DeviceToleration> tolerations,
    @Field(
            tag = 7,
            list = ListType.ATOMIC,
            gate = "DRADeviceBindingConditions,DRAResourceClaimDeviceStatus")
        List<String> bindingConditions,
    @Field(
            tag = 8,
            list = ListType.ATOMIC,
            gate = "DRADeviceBindingConditions,DRAResourceClaimDeviceStatus")
        List<String> bindingFailureConditions,
    @Field(tag = 9, gate = "DRAConsumableCapacity") @Nullable String shareID,
    @Field(tag = 10, gate = "DRAConsumableCapacity") Map<String, Quantity> consumedCapacity)
    implements DeviceRequestAllocationResultBuilder.With {
  public DeviceRequestAllocationResult {
    tolerations = List.copyOf(tolerations);
    bindingConditions = List.copyOf(bindingConditions);
    bindingFailureConditions = List.copyOf(bindingFailureConditions);
    consumedCapacity = SortedStringMap.copyOf(consumedCapacity);
  }

  /// An empty draft.
  public static DeviceRequestAllocationResultBuilder builder() {
    return new DeviceRequestAllocationResultBuilder();
  }
}
