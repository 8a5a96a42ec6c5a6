package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A CEL expression over the device that must be true for the device to be chosen.
@ApiType(
    value = "io.k8s.api.resource.v1.CELDeviceSelector",
    proto = "k8s.io.api.resource.v1.CELDeviceSelector")
public record CELDeviceSelector(@Field(tag = 1, required = true, always = true) String expression)
    implements CELDeviceSelectorBuilder.With {
  /// An empty draft.
  public static CELDeviceSelectorBuilder builder() {
    return new CELDeviceSelectorBuilder();
  }
}
