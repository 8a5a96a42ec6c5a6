package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// How a volume is really mounted in a container, including whether read-only holds for nested
/// mounts.
///
/// @param name Volume mount of the container spec to which this entry belongs.
/// @param mountPath Location inside the container, as in the corresponding volume mount.
/// @param readOnly Whether the container can only read from the mounted volume.
/// @param recursiveReadOnly Result for nested mounts: `Disabled` or `Enabled`, since `IfPossible`
///   has been resolved.
/// @param volumeStatus Facts specific to the kind of volume that is mounted.
@ApiType(
    value = "io.k8s.api.core.v1.VolumeMountStatus",
    proto = "k8s.io.api.core.v1.VolumeMountStatus")
public record VolumeMountStatus(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String mountPath,
    @Field(tag = 3) boolean readOnly,
    @Field(
            tag = 4,
            known = {"Disabled", "Enabled", "IfPossible"})
        @Nullable String recursiveReadOnly,
    @Field(tag = 5) @Nullable VolumeStatus volumeStatus)
    implements VolumeMountStatusBuilder.With {
  /// An empty draft.
  public static VolumeMountStatusBuilder builder() {
    return new VolumeMountStatusBuilder();
  }
}
