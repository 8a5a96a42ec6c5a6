package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the alternatives of a request: class, selectors, count and capacity.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceSubRequest",
    proto = "k8s.io.api.resource.v1.DeviceSubRequest")
public record DeviceSubRequest(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String deviceClassName,
    @Field(tag = 3, list = ListType.ATOMIC) List<DeviceSelector> selectors,
    @Field(
            tag = 4,
            oneOf = {"All", "ExactCount"})
        String allocationMode,
    @Field(tag = 5, format = "int64") long count,
    @Field(tag = 6, list = ListType.ATOMIC, gate = "DRADeviceTaints")
        List<DeviceToleration> tolerations,
    @Field(tag = 7, gate = "DRAConsumableCapacity") @Nullable CapacityRequirements capacity)
    implements DeviceSubRequestBuilder.With {
  public DeviceSubRequest {
    selectors = List.copyOf(selectors);
    tolerations = List.copyOf(tolerations);
  }

  /// An empty draft.
  public static DeviceSubRequestBuilder builder() {
    return new DeviceSubRequestBuilder();
  }
}
