package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A StorageOS volume as the backing of a persistent volume; the secret is a full object reference.
/// The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.StorageOSPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.StorageOSPersistentVolumeSource")
public record StorageOSPersistentVolumeSource(
    @Field(tag = 1) String volumeName,
    @Field(tag = 2) String volumeNamespace,
    @Field(tag = 3) String fsType,
    @Field(tag = 4) boolean readOnly,
    @Field(tag = 5) @Nullable ObjectReference secretRef)
    implements StorageOSPersistentVolumeSourceBuilder.With {
  /// An empty draft.
  public static StorageOSPersistentVolumeSourceBuilder builder() {
    return new StorageOSPersistentVolumeSourceBuilder();
  }
}
