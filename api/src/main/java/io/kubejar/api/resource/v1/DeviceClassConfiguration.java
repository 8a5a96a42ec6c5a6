package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Configuration that goes with every device of a class.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceClassConfiguration",
    proto = "k8s.io.api.resource.v1.DeviceClassConfiguration")
public record DeviceClassConfiguration(
    @Field(tag = 1, within = 1) @Nullable OpaqueDeviceConfiguration opaque)
    implements DeviceClassConfigurationBuilder.With {
  /// An empty draft.
  public static DeviceClassConfigurationBuilder builder() {
    return new DeviceClassConfigurationBuilder();
  }
}
