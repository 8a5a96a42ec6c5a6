package io.kubejar.api.storage.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The free space a driver reports for a storage class in one part of the topology, and the largest
/// volume it could make.
///
/// @param metadata Standard object metadata; namespaced, and the name carries no special meaning.
/// @param nodeTopology Labels of the nodes that can reach this storage; `{}` means all, absent
///   means none.
/// @param storageClassName Name of the storage class for which the figure was reported; cannot be
///   changed.
/// @param capacity Free space as reported by the driver, in bytes; absent means unknown.
/// @param maximumVolumeSize Largest single volume that could be made at present, in bytes; absent
///   means unknown.
@ApiType(
    value = "io.k8s.api.storage.v1.CSIStorageCapacity",
    proto = "k8s.io.api.storage.v1.CSIStorageCapacity",
    group = "storage.k8s.io",
    version = "v1",
    kind = "CSIStorageCapacity")
public record CSIStorageCapacity(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) @Nullable LabelSelector nodeTopology,
    @Field(tag = 3, required = true, always = true) String storageClassName,
    @Field(tag = 4) @Nullable Quantity capacity,
    @Field(tag = 5) @Nullable Quantity maximumVolumeSize)
    implements ApiObject, CSIStorageCapacityBuilder.With {
  /// An empty draft.
  public static CSIStorageCapacityBuilder builder() {
    return new CSIStorageCapacityBuilder();
  }
}
