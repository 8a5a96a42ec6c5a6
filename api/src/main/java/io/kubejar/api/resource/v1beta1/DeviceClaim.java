package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.resource.v1.DeviceClaimConfiguration;
import io.kubejar.api.resource.v1.DeviceConstraint;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The wishes for devices, what holds among them, and configuration for their drivers.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.DeviceClaim",
    proto = "k8s.io.api.resource.v1beta1.DeviceClaim")
public record DeviceClaim(
    @Field(tag = 1, always = true, list = ListType.ATOMIC) List<DeviceRequest> requests,
    @Field(tag = 2, list = ListType.ATOMIC) List<DeviceConstraint> constraints,
    @Field(tag = 3, list = ListType.ATOMIC) List<DeviceClaimConfiguration> config)
    implements DeviceClaimBuilder.With {
  public DeviceClaim {
    requests = List.copyOf(requests);
    constraints = List.copyOf(constraints);
    config = List.copyOf(config);
  }

  /// An empty draft.
  public static DeviceClaimBuilder builder() {
    return new DeviceClaimBuilder();
  }
}
