package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.resource.v1.CapacityRequirements;
import io.kubejar.api.resource.v1.DeviceSelector;
import io.kubejar.api.resource.v1.DeviceToleration;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One named wish for devices: an exact one, member by member, or alternatives in order of
/// preference.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.DeviceRequest",
    proto = "k8s.io.api.resource.v1beta1.DeviceRequest")
public record DeviceRequest(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, always = true) String deviceClassName,
    @Field(tag = 3, list = ListType.ATOMIC) List<DeviceSelector> selectors,
    @Field(
            tag = 4,
            oneOf = {"All", "ExactCount"})
        String allocationMode,
    @Field(tag = 5, format = "int64") long count,
    @Field(tag = 6) @Nullable Boolean adminAccess,
    @Field(tag = 7, list = ListType.ATOMIC) List<DeviceSubRequest> firstAvailable,
    @Field(tag = 8, list = ListType.ATOMIC) List<DeviceToleration> tolerations,
    @Field(tag = 9) @Nullable CapacityRequirements capacity)
    implements DeviceRequestBuilder.With {
  public DeviceRequest {
    selectors = List.copyOf(selectors);
    firstAvailable = List.copyOf(firstAvailable);
    tolerations = List.copyOf(tolerations);
  }

  /// An empty draft.
  public static DeviceRequestBuilder builder() {
    return new DeviceRequestBuilder();
  }
}
