package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The appearance of a raw block volume in a container as a device path.
///
/// @param name Volume of the pod, backed by a block-mode claim, that is passed through.
/// @param devicePath Path inside the container at which the device appears.
@ApiType(value = "io.k8s.api.core.v1.VolumeDevice", proto = "k8s.io.api.core.v1.VolumeDevice")
public record VolumeDevice(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String devicePath)
    implements VolumeDeviceBuilder.With {
  /// An empty draft.
  public static VolumeDeviceBuilder builder() {
    return new VolumeDeviceBuilder();
  }
}
