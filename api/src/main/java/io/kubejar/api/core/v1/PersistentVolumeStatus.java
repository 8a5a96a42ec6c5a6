package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The phase of a persistent volume, such as `Available` or `Bound`, with a reason and the time of
/// the last change.
///
/// @param phase Stage of the volume: `Pending`, `Available`, `Bound`, `Released` or `Failed`.
/// @param message Explanation for people of why the volume is in this phase.
/// @param reason CamelCase word naming the cause of a failure.
/// @param lastPhaseTransitionTime When the volume last moved from one phase to another.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeStatus",
    proto = "k8s.io.api.core.v1.PersistentVolumeStatus")
public record PersistentVolumeStatus(
    @Field(
            tag = 1,
            oneOf = {"Available", "Bound", "Failed", "Pending", "Released"})
        String phase,
    @Field(tag = 2) String message,
    @Field(tag = 3) String reason,
    @Field(tag = 4) @Nullable Time lastPhaseTransitionTime)
    implements PersistentVolumeStatusBuilder.With {
  /// An empty draft.
  public static PersistentVolumeStatusBuilder builder() {
    return new PersistentVolumeStatusBuilder();
  }
}
