package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The appearance of a volume in a container: mount path, part of the volume, read-only choice and
/// propagation.
///
/// @param name Volume of the pod that is mounted; has to match one of its names.
/// @param readOnly Mount without write access if true; default false.
/// @param recursiveReadOnly Whether nested mounts are read-only too: `Disabled` (default),
///   `IfPossible` or `Enabled`; needs `readOnly`.
/// @param mountPath Location inside the container where the volume appears; may not contain a
///   colon.
/// @param subPath Relative directory or file of the volume to mount instead of its root.
/// @param mountPropagation How later mounts travel between node and container: `None` (default),
///   `HostToContainer` or `Bidirectional`.
/// @param subPathExpr Like `subPath`, with `$(VAR)` references expanded from the environment; the
///   two exclude each other.
@ApiType(value = "io.k8s.api.core.v1.VolumeMount", proto = "k8s.io.api.core.v1.VolumeMount")
public record VolumeMount(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) boolean readOnly,
    @Field(
            tag = 7,
            known = {"Disabled", "Enabled", "IfPossible"})
        @Nullable String recursiveReadOnly,
    @Field(tag = 3, required = true, always = true) String mountPath,
    @Field(tag = 4) String subPath,
    @Field(
            tag = 5,
            oneOf = {"Bidirectional", "HostToContainer", "None"})
        @Nullable String mountPropagation,
    @Field(tag = 6) String subPathExpr)
    implements VolumeMountBuilder.With {
  /// An empty draft.
  public static VolumeMountBuilder builder() {
    return new VolumeMountBuilder();
  }
}
