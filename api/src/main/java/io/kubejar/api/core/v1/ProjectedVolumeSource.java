package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A volume that merges several sources, such as secrets and service account tokens, in one
/// directory.
///
/// @param sources Pieces that are combined in this volume; each entry sets exactly one kind.
/// @param defaultMode Permission bits of the files, 0 to 0777 octal, decimal in JSON; default 0644.
@ApiType(
    value = "io.k8s.api.core.v1.ProjectedVolumeSource",
    proto = "k8s.io.api.core.v1.ProjectedVolumeSource")
public record ProjectedVolumeSource(
    @Field(tag = 1, always = true, list = ListType.ATOMIC) List<VolumeProjection> sources,
    @Field(tag = 2, format = "int32") @Nullable Integer defaultMode)
    implements ProjectedVolumeSourceBuilder.With {
  public ProjectedVolumeSource {
    sources = List.copyOf(sources);
  }

  /// An empty draft.
  public static ProjectedVolumeSourceBuilder builder() {
    return new ProjectedVolumeSourceBuilder();
  }
}
