package io.kubejar.api.storage.v1;

import io.kubejar.api.core.v1.PersistentVolumeSpec;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The volume to attach: a persistent volume by name, or an inline specification.
///
/// @param persistentVolumeName Name of the persistent volume to attach; excludes
///   `inlineVolumeSpec`.
/// @param inlineVolumeSpec Full volume definition translated from an in-tree inline volume; used
///   for CSI migration only.
@ApiType(
    value = "io.k8s.api.storage.v1.VolumeAttachmentSource",
    proto = "k8s.io.api.storage.v1.VolumeAttachmentSource")
public record VolumeAttachmentSource(
    @Field(tag = 1) @Nullable String persistentVolumeName,
    @Field(tag = 2) @Nullable PersistentVolumeSpec inlineVolumeSpec)
    implements VolumeAttachmentSourceBuilder.With {
  /// An empty draft.
  public static VolumeAttachmentSourceBuilder builder() {
    return new VolumeAttachmentSourceBuilder();
  }
}
