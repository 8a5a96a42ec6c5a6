package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// An OpenStack Cinder block volume mounted directly by a pod, given by its volume ID.
@ApiType(
    value = "io.k8s.api.core.v1.CinderVolumeSource",
    proto = "k8s.io.api.core.v1.CinderVolumeSource")
public record CinderVolumeSource(
    @Field(tag = 1, required = true, always = true) String volumeID,
    @Field(tag = 2) String fsType,
    @Field(tag = 3) boolean readOnly,
    @Field(tag = 4) @Nullable LocalObjectReference secretRef)
    implements CinderVolumeSourceBuilder.With {
  /// An empty draft.
  public static CinderVolumeSourceBuilder builder() {
    return new CinderVolumeSourceBuilder();
  }
}
