package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A disk of the VMware Photon controller, given by ID. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.PhotonPersistentDiskVolumeSource",
    proto = "k8s.io.api.core.v1.PhotonPersistentDiskVolumeSource")
public record PhotonPersistentDiskVolumeSource(
    @Field(tag = 1, required = true, always = true) String pdID, @Field(tag = 2) String fsType)
    implements PhotonPersistentDiskVolumeSourceBuilder.With {
  /// An empty draft.
  public static PhotonPersistentDiskVolumeSourceBuilder builder() {
    return new PhotonPersistentDiskVolumeSourceBuilder();
  }
}
