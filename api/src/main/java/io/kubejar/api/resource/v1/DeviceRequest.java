package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One named wish for devices: an exact request, or alternatives in order of preference.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceRequest",
    proto = "k8s.io.api.resource.v1.DeviceRequest")
public record DeviceRequest(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) @Nullable ExactDeviceRequest exactly,
    @Field(tag = 3, list = ListType.ATOMIC, gate = "DRAPrioritizedList")
        List<DeviceSubRequest> firstAvailable)
    implements DeviceRequestBuilder.With {
  public DeviceRequest {
    firstAvailable = List.copyOf(firstAvailable);
  }

  /// An empty draft.
  public static DeviceRequestBuilder builder() {
    return new DeviceRequestBuilder();
  }
}
