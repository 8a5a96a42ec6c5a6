package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Configuration given in a claim for some or all of its requests.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceClaimConfiguration",
    proto = "k8s.io.api.resource.v1.DeviceClaimConfiguration")
public record DeviceClaimConfiguration(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> requests,
    @Field(tag = 1, within = 2) @Nullable OpaqueDeviceConfiguration opaque)
    implements DeviceClaimConfigurationBuilder.With {
  public DeviceClaimConfiguration {
    requests = List.copyOf(requests);
  }

  /// An empty draft.
  public static DeviceClaimConfigurationBuilder builder() {
    return new DeviceClaimConfigurationBuilder();
  }
}
