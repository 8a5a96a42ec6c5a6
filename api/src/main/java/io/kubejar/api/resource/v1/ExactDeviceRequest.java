package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wish for a number of devices, or for all, of one class that pass the selectors.
@ApiType(
    value = "io.k8s.api.resource.v1.ExactDeviceRequest",
    proto = "k8s.io.api.resource.v1.ExactDeviceRequest")
public record ExactDeviceRequest(
    @Field(tag = 1, required = true, always = true) String deviceClassName,
    @Field(tag = 2, list = ListType.ATOMIC) List<DeviceSelector> selectors,
    @Field(
            tag = 3,
            oneOf = {"All", "ExactCount"})
        String allocationMode,
    @Field(tag = 4, format = "int64") long count,
    @Field(tag = 5) @Nullable Boolean adminAccess,
    @Field(tag = 6, list = ListType.ATOMIC, gate = "DRADeviceTaints")
        List<DeviceToleration> tolerations,
    @Field(tag = 7, gate = "DRAConsumableCapacity") @Nullable CapacityRequirements capacity)
    implements ExactDeviceRequestBuilder.With {
  public ExactDeviceRequest {
    selectors = List.copyOf(selectors);
    tolerations = List.copyOf(tolerations);
  }

  /// An empty draft.
  public static ExactDeviceRequestBuilder builder() {
    return new ExactDeviceRequestBuilder();
  }
}
