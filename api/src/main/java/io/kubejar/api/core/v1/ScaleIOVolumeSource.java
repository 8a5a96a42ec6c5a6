package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A ScaleIO volume mounted directly by a pod. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.ScaleIOVolumeSource",
    proto = "k8s.io.api.core.v1.ScaleIOVolumeSource")
public record ScaleIOVolumeSource(
    @Field(tag = 1, required = true, always = true) String gateway,
    @Field(tag = 2, required = true, always = true) String system,
    @Field(tag = 3, required = true, always = true) @Nullable LocalObjectReference secretRef,
    @Field(tag = 4) boolean sslEnabled,
    @Field(tag = 5) String protectionDomain,
    @Field(tag = 6) String storagePool,
    @Field(tag = 7, byDefault = "\"ThinProvisioned\"") String storageMode,
    @Field(tag = 8) String volumeName,
    @Field(tag = 9, byDefault = "\"xfs\"") String fsType,
    @Field(tag = 10) boolean readOnly)
    implements ScaleIOVolumeSourceBuilder.With {
  /// An empty draft.
  public static ScaleIOVolumeSourceBuilder builder() {
    return new ScaleIOVolumeSourceBuilder();
  }
}
