package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a claim obtained: phase, capacity, access modes, and the progress of resizing or of
/// attribute changes.
///
/// @param phase Binding state: `Pending`, `Bound` or `Lost` when the bound volume has disappeared.
/// @param accessModes Access modes that the bound volume really offers.
/// @param capacity Actual size of the bound volume, as a quantity under `storage`.
/// @param conditions Progress of operations on the claim, such as resizing, one entry per type.
/// @param allocatedResources Size reserved for the claim; may exceed `capacity` while an expansion
///   is going on.
/// @param allocatedResourceStatuses Stage of the expansion per resource, such as
///   `NodeResizePending`; absent when nothing is going on.
/// @param currentVolumeAttributesClassName VolumeAttributesClass the volume uses at this moment;
///   unset if none.
/// @param modifyVolumeStatus Progress of a change of attributes class; unset when none is going on.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeClaimStatus",
    proto = "k8s.io.api.core.v1.PersistentVolumeClaimStatus")
public record PersistentVolumeClaimStatus(
    @Field(
            tag = 1,
            oneOf = {"Bound", "Lost", "Pending"})
        String phase,
    @Field(
            tag = 2,
            oneOf = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"},
            list = ListType.ATOMIC)
        List<String> accessModes,
    @Field(tag = 3) Map<String, Quantity> capacity,
    @Field(tag = 4, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<PersistentVolumeClaimCondition> conditions,
    @Field(tag = 5) Map<String, Quantity> allocatedResources,
    @Field(
            tag = 7,
            oneOf = {
              "ControllerResizeInProgress",
              "ControllerResizeInfeasible",
              "NodeResizeInProgress",
              "NodeResizeInfeasible",
              "NodeResizePending"
            })
        Map<String, String> allocatedResourceStatuses,
    @Field(tag = 8) @Nullable String currentVolumeAttributesClassName,
    @Field(tag = 9) @Nullable ModifyVolumeStatus modifyVolumeStatus)
    implements PersistentVolumeClaimStatusBuilder.With {
  public PersistentVolumeClaimStatus {
    accessModes = List.copyOf(accessModes);
    conditions = List.copyOf(conditions);
    capacity = SortedStringMap.copyOf(capacity);
    allocatedResources = SortedStringMap.copyOf(allocatedResources);
    allocatedResourceStatuses = SortedStringMap.copyOf(allocatedResourceStatuses);
  }

  /// An empty draft.
  public static PersistentVolumeClaimStatusBuilder builder() {
    return new PersistentVolumeClaimStatusBuilder();
  }
}
