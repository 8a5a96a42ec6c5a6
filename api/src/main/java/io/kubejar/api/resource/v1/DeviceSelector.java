package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A test that a device must pass, in CEL.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceSelector",
    proto = "k8s.io.api.resource.v1.DeviceSelector")
public record DeviceSelector(@Field(tag = 1) @Nullable CELDeviceSelector cel)
    implements DeviceSelectorBuilder.With {
  /// An empty draft.
  public static DeviceSelectorBuilder builder() {
    return new DeviceSelectorBuilder();
  }
}
