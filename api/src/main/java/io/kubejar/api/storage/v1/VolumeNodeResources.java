package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The greatest number of volumes of a driver that a node can use.
///
/// @param count Most distinct volumes of the driver usable on the node at once; absent means no
///   limit.
@ApiType(
    value = "io.k8s.api.storage.v1.VolumeNodeResources",
    proto = "k8s.io.api.storage.v1.VolumeNodeResources")
public record VolumeNodeResources(@Field(tag = 1, format = "int32") @Nullable Integer count)
    implements VolumeNodeResourcesBuilder.With {
  /// An empty draft.
  public static VolumeNodeResourcesBuilder builder() {
    return new VolumeNodeResourcesBuilder();
  }
}
