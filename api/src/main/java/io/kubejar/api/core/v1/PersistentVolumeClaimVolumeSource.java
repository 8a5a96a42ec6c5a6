package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A volume of a pod that uses a claim of the same namespace, optionally read-only.
///
/// @param claimName Claim in the same namespace as the pod.
/// @param readOnly Force all mounts of this volume to be read-only; default false.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource",
    proto = "k8s.io.api.core.v1.PersistentVolumeClaimVolumeSource")
public record PersistentVolumeClaimVolumeSource(
    @Field(tag = 1, required = true, always = true) String claimName,
    @Field(tag = 2) boolean readOnly)
    implements PersistentVolumeClaimVolumeSourceBuilder.With {
  /// An empty draft.
  public static PersistentVolumeClaimVolumeSourceBuilder builder() {
    return new PersistentVolumeClaimVolumeSourceBuilder();
  }
}
