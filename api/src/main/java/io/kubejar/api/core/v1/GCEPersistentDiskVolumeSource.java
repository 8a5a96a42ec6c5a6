package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A Google Compute Engine disk, given by name. The volume is handled by the Google CSI driver.
@ApiType(
    value = "io.k8s.api.core.v1.GCEPersistentDiskVolumeSource",
    proto = "k8s.io.api.core.v1.GCEPersistentDiskVolumeSource")
public record GCEPersistentDiskVolumeSource(
    @Field(tag = 1, required = true, always = true) String pdName,
    @Field(tag = 2) String fsType,
    @Field(tag = 3, format = "int32") int partition,
    @Field(tag = 4) boolean readOnly)
    implements GCEPersistentDiskVolumeSourceBuilder.With {
  /// An empty draft.
  public static GCEPersistentDiskVolumeSourceBuilder builder() {
    return new GCEPersistentDiskVolumeSourceBuilder();
  }
}
