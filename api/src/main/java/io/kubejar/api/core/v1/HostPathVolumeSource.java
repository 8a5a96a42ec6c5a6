package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A file, directory, socket or device of the node's own file system made visible to a pod.
///
/// @param path Path on the node; a symbolic link is followed.
/// @param type Check made before mounting, for example `Directory`, `File`, `Socket` or
///   `DirectoryOrCreate`; empty means no check.
@ApiType(
    value = "io.k8s.api.core.v1.HostPathVolumeSource",
    proto = "k8s.io.api.core.v1.HostPathVolumeSource")
public record HostPathVolumeSource(
    @Field(tag = 1, required = true, always = true) String path,
    @Field(
            tag = 2,
            oneOf = {
              "",
              "BlockDevice",
              "CharDevice",
              "Directory",
              "DirectoryOrCreate",
              "File",
              "FileOrCreate",
              "Socket"
            })
        @Nullable String type)
    implements HostPathVolumeSourceBuilder.With {
  /// An empty draft.
  public static HostPathVolumeSourceBuilder builder() {
    return new HostPathVolumeSourceBuilder();
  }
}
