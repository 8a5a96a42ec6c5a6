package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A ScaleIO volume as the backing of a persistent volume; the secret reference carries a
/// namespace. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.ScaleIOPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.ScaleIOPersistentVolumeSource")
public record ScaleIOPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String gateway,
    @Field(tag = 2, required = true, always = true) String system,
    @Field(tag = 3, required = true, always = true) @Nullable SecretReference secretRef,
    @Field(tag = 4) boolean sslEnabled,
    @Field(tag = 5) String protectionDomain,
    @Field(tag = 6) String storagePool,
    @Field(tag = 7, byDefault = "\"ThinProvisioned\"") String storageMode,
    @Field(tag = 8) String volumeName,
    @Field(tag = 9, byDefault = "\"xfs\"") String fsType,
    @Field(tag = 10) boolean readOnly)
    implements ScaleIOPersistentVolumeSourceBuilder.With {
  /// An empty draft.
  public static ScaleIOPersistentVolumeSourceBuilder builder() {
    return new ScaleIOPersistentVolumeSourceBuilder();
  }
}
