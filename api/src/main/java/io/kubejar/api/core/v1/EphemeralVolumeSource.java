package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A volume backed by a claim that is created from a template together with the pod, and is owned
/// by the pod.
///
/// @param volumeClaimTemplate Blueprint of the claim, named pod name, hyphen, volume name, that the
///   pod owns.
@ApiType(
    value = "io.k8s.api.core.v1.EphemeralVolumeSource",
    proto = "k8s.io.api.core.v1.EphemeralVolumeSource")
public record EphemeralVolumeSource(
    @Field(tag = 1) @Nullable PersistentVolumeClaimTemplate volumeClaimTemplate)
    implements EphemeralVolumeSourceBuilder.With {
  /// An empty draft.
  public static EphemeralVolumeSourceBuilder builder() {
    return new EphemeralVolumeSourceBuilder();
  }
}
