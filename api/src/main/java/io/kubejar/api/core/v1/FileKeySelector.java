package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One variable read from an env-format file in a volume of the pod: the volume, the file's path,
/// and the key.
///
/// @param volumeName Name of the `emptyDir` volume on which the environment file is found.
/// @param path File relative to the volume's root; absolute paths and `..` are refused.
/// @param key Variable name to look up in the file.
/// @param optional Whether the file or key may be missing, in which case the variable is not set;
///   default false.
@ApiType(
    value = "io.k8s.api.core.v1.FileKeySelector",
    proto = "k8s.io.api.core.v1.FileKeySelector",
    atomic = true)
public record FileKeySelector(
    @Field(tag = 1, required = true, always = true) String volumeName,
    @Field(tag = 2, required = true, always = true) String path,
    @Field(tag = 3, required = true, always = true) String key,
    @Field(tag = 4, byDefault = "false") @Nullable Boolean optional)
    implements FileKeySelectorBuilder.With {
  /// An empty draft.
  public static FileKeySelectorBuilder builder() {
    return new FileKeySelectorBuilder();
  }
}
