package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a claim, such as a resize in progress.
///
/// @param type Aspect that is described, for example `Resizing` or `FileSystemResizePending`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown`.
/// @param lastProbeTime When this condition was last checked, whether or not it changed.
/// @param lastTransitionTime When the status of this condition last switched to another value.
/// @param reason Single CamelCase word telling programs why the condition last changed.
/// @param message Explanation of the most recent change, meant for people.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeClaimCondition",
    proto = "k8s.io.api.core.v1.PersistentVolumeClaimCondition")
public record PersistentVolumeClaimCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "ControllerResizeError",
              "FileSystemResizePending",
              "ModifyVolumeError",
              "ModifyingVolume",
              "NodeResizeError",
              "Resizing",
              "Unused"
            })
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastProbeTime,
    @Field(tag = 4, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 5) String reason,
    @Field(tag = 6) String message)
    implements PersistentVolumeClaimConditionBuilder.With {
  /// An empty draft.
  public static PersistentVolumeClaimConditionBuilder builder() {
    return new PersistentVolumeClaimConditionBuilder();
  }
}
