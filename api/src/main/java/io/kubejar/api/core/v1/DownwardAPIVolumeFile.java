package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One file with a fact about the pod: its path in the volume, and the pod field or container
/// resource that fills it.
///
/// @param path Relative name of the file inside the volume, without `..`.
/// @param fieldRef Pod field written to the file, such as labels, annotations, name, namespace or
///   UID.
/// @param resourceFieldRef Resource limit or request of a container that is written to the file.
/// @param mode Permission bits of this file, 0 to 0777 octal; the volume's default mode when unset.
@ApiType(
    value = "io.k8s.api.core.v1.DownwardAPIVolumeFile",
    proto = "k8s.io.api.core.v1.DownwardAPIVolumeFile")
public record DownwardAPIVolumeFile(
    @Field(tag = 1, required = true, always = true) String path,
    @Field(tag = 2) @Nullable ObjectFieldSelector fieldRef,
    @Field(tag = 3) @Nullable ResourceFieldSelector resourceFieldRef,
    @Field(tag = 4, format = "int32") @Nullable Integer mode)
    implements DownwardAPIVolumeFileBuilder.With {
  /// An empty draft.
  public static DownwardAPIVolumeFileBuilder builder() {
    return new DownwardAPIVolumeFileBuilder();
  }
}
