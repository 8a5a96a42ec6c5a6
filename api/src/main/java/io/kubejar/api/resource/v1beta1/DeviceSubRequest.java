package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.resource.v1.CapacityRequirements;
import io.kubejar.api.resource.v1.DeviceSelector;
import io.kubejar.api.resource.v1.DeviceToleration;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several alternatives of a wish.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.DeviceSubRequest",
    proto = "k8s.io.api.resource.v1beta1.DeviceSubRequest")
public record DeviceSubRequest(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String deviceClassName,
    @Field(tag = 3, list = ListType.ATOMIC) List<DeviceSelector> selectors,
    @Field(
            tag = 4,
            oneOf = {"All", "ExactCount"})
        String allocationMode,
    @Field(tag = 5, format = "int64") long count,
    @Field(tag = 7, list = ListType.ATOMIC) List<DeviceToleration> tolerations,
    @Field(tag = 8) @Nullable CapacityRequirements capacity)
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
