package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A namespaced request for storage of a given size, class and access mode; once bound it stands
/// for one persistent volume.
///
/// @param metadata Name, namespace, labels and other standard data of the claim.
/// @param spec Size, access modes and class of storage that the claim's author asks for.
/// @param status Binding and size information about the claim, maintained by the system.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeClaim",
    proto = "k8s.io.api.core.v1.PersistentVolumeClaim",
    version = "v1",
    kind = "PersistentVolumeClaim")
public record PersistentVolumeClaim(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) PersistentVolumeClaimSpec spec,
    @Field(tag = 3) PersistentVolumeClaimStatus status)
    implements ApiObject, PersistentVolumeClaimBuilder.With {
  /// An empty draft.
  public static PersistentVolumeClaimBuilder builder() {
    return new PersistentVolumeClaimBuilder();
  }
}
