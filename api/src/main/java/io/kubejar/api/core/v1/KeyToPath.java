package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The placement of one key of a config map or secret as a file: relative path and optional mode
/// bits.
///
/// @param key Entry of the data that is written to a file.
/// @param path Relative file name for the entry, without `..`.
/// @param mode Permission bits of this file, 0 to 0777 octal; the volume's default mode when unset.
@ApiType(value = "io.k8s.api.core.v1.KeyToPath", proto = "k8s.io.api.core.v1.KeyToPath")
public record KeyToPath(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(tag = 2, required = true, always = true) String path,
    @Field(tag = 3, format = "int32") @Nullable Integer mode)
    implements KeyToPathBuilder.With {
  /// An empty draft.
  public static KeyToPathBuilder builder() {
    return new KeyToPathBuilder();
  }
}
