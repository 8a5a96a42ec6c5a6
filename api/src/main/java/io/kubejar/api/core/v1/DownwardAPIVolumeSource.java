package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A volume whose files carry facts about the pod itself, such as its labels or a container's
/// limits.
///
/// @param items Files to create and the pod facts they contain.
/// @param defaultMode Permission bits of the files, 0 to 0777 octal, decimal in JSON; default 0644.
@ApiType(
    value = "io.k8s.api.core.v1.DownwardAPIVolumeSource",
    proto = "k8s.io.api.core.v1.DownwardAPIVolumeSource")
public record DownwardAPIVolumeSource(
    @Field(tag = 1, list = ListType.ATOMIC) List<DownwardAPIVolumeFile> items,
    @Field(tag = 2, format = "int32") @Nullable Integer defaultMode)
    implements DownwardAPIVolumeSourceBuilder.With {
  public DownwardAPIVolumeSource {
    items = List.copyOf(items);
  }

  /// An empty draft.
  public static DownwardAPIVolumeSourceBuilder builder() {
    return new DownwardAPIVolumeSourceBuilder();
  }
}
