package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A VMDK disk on vSphere, given by its path, with an optional storage policy. The volume is
/// handled by the vSphere CSI driver.
@ApiType(
    value = "io.k8s.api.core.v1.VsphereVirtualDiskVolumeSource",
    proto = "k8s.io.api.core.v1.VsphereVirtualDiskVolumeSource")
public record VsphereVirtualDiskVolumeSource(
    @Field(tag = 1, required = true, always = true) String volumePath,
    @Field(tag = 2) String fsType,
    @Field(tag = 3) String storagePolicyName,
    @Field(tag = 4) String storagePolicyID)
    implements VsphereVirtualDiskVolumeSourceBuilder.With {
  /// An empty draft.
  public static VsphereVirtualDiskVolumeSourceBuilder builder() {
    return new VsphereVirtualDiskVolumeSourceBuilder();
  }
}
