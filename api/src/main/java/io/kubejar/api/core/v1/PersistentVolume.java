package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A piece of cluster-scoped storage with a life of its own, which one claim at a time can be bound
/// to.
///
/// @param metadata Name, labels and other standard data; the object belongs to no namespace.
/// @param spec Properties of the storage: its size, access modes, backend and reclaim behaviour.
/// @param status Current phase of the volume, maintained by the system.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolume",
    proto = "k8s.io.api.core.v1.PersistentVolume",
    version = "v1",
    kind = "PersistentVolume")
public record PersistentVolume(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) PersistentVolumeSpec spec,
    @Field(tag = 3) PersistentVolumeStatus status)
    implements ApiObject, PersistentVolumeBuilder.With {
  /// An empty draft.
  public static PersistentVolumeBuilder builder() {
    return new PersistentVolumeBuilder();
  }
}
