package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// An OpenStack Cinder block volume as the backing of a persistent volume, given by its volume ID.
@ApiType(
    value = "io.k8s.api.core.v1.CinderPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.CinderPersistentVolumeSource")
public record CinderPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String volumeID,
    @Field(tag = 2) String fsType,
    @Field(tag = 3) boolean readOnly,
    @Field(tag = 4) @Nullable SecretReference secretRef)
    implements CinderPersistentVolumeSourceBuilder.With {
  /// An empty draft.
  public static CinderPersistentVolumeSourceBuilder builder() {
    return new CinderPersistentVolumeSourceBuilder();
  }
}
