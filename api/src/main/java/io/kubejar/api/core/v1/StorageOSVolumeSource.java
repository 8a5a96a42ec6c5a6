package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A StorageOS volume mounted directly by a pod. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.StorageOSVolumeSource",
    proto = "k8s.io.api.core.v1.StorageOSVolumeSource")
public record StorageOSVolumeSource(
    @Field(tag = 1) String volumeName,
    @Field(tag = 2) String volumeNamespace,
    @Field(tag = 3) String fsType,
    @Field(tag = 4) boolean readOnly,
    @Field(tag = 5) @Nullable LocalObjectReference secretRef)
    implements StorageOSVolumeSourceBuilder.With {
  /// An empty draft.
  public static StorageOSVolumeSourceBuilder builder() {
    return new StorageOSVolumeSourceBuilder();
  }
}
