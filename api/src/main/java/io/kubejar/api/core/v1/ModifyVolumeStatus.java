package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The progress of a change of a claim's volume attributes class: the class aimed at and how far
/// the change has come.
///
/// @param targetVolumeAttributesClassName Attributes class to which the volume is being changed.
/// @param status Stage of the change: `Pending`, `InProgress` or `Infeasible` if the driver
///   refused.
@ApiType(
    value = "io.k8s.api.core.v1.ModifyVolumeStatus",
    proto = "k8s.io.api.core.v1.ModifyVolumeStatus")
public record ModifyVolumeStatus(
    @Field(tag = 1) String targetVolumeAttributesClassName,
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"InProgress", "Infeasible", "Pending"})
        String status)
    implements ModifyVolumeStatusBuilder.With {
  /// An empty draft.
  public static ModifyVolumeStatusBuilder builder() {
    return new ModifyVolumeStatusBuilder();
  }
}
