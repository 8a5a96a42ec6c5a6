package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A disk, partition or directory of one particular node used as a persistent volume; the volume
/// needs node affinity.
///
/// @param path Directory, mount point or block device on the node.
/// @param fsType File system for a block device path, such as `ext4` or `xfs`; chosen automatically
///   when unset.
@ApiType(
    value = "io.k8s.api.core.v1.LocalVolumeSource",
    proto = "k8s.io.api.core.v1.LocalVolumeSource")
public record LocalVolumeSource(
    @Field(tag = 1, required = true, always = true) String path,
    @Field(tag = 2) @Nullable String fsType)
    implements LocalVolumeSourceBuilder.With {
  /// An empty draft.
  public static LocalVolumeSourceBuilder builder() {
    return new LocalVolumeSourceBuilder();
  }
}
