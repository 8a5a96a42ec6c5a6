package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A Portworx volume, given by ID. The volume is handled by the Portworx CSI driver.
@ApiType(
    value = "io.k8s.api.core.v1.PortworxVolumeSource",
    proto = "k8s.io.api.core.v1.PortworxVolumeSource")
public record PortworxVolumeSource(
    @Field(tag = 1, required = true, always = true) String volumeID,
    @Field(tag = 2) String fsType,
    @Field(tag = 3) boolean readOnly)
    implements PortworxVolumeSourceBuilder.With {
  /// An empty draft.
  public static PortworxVolumeSourceBuilder builder() {
    return new PortworxVolumeSourceBuilder();
  }
}
