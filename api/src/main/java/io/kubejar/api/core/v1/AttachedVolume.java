package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A volume attached to a node, with the device path where it appears there.
///
/// @param name Unique name of the attached volume, including its plugin.
/// @param devicePath Path of the device under which the volume shows up on the node.
@ApiType(value = "io.k8s.api.core.v1.AttachedVolume", proto = "k8s.io.api.core.v1.AttachedVolume")
public record AttachedVolume(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String devicePath)
    implements AttachedVolumeBuilder.With {
  /// An empty draft.
  public static AttachedVolumeBuilder builder() {
    return new AttachedVolumeBuilder();
  }
}
