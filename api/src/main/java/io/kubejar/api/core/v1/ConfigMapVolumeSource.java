package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A volume whose files are the entries of a config map; file modes are given as an integer of
/// permission bits.
///
/// @param name Name of the object meant, in the same namespace as the referring one.
/// @param items Selected keys and their file names; without it, each key becomes a file.
/// @param defaultMode Permission bits of the files, 0 to 0777 octal, decimal in JSON; default 0644.
/// @param optional Whether the ConfigMap or selected keys may be absent; default false.
@ApiType(
    value = "io.k8s.api.core.v1.ConfigMapVolumeSource",
    proto = "k8s.io.api.core.v1.ConfigMapVolumeSource")
public record ConfigMapVolumeSource(
    @Field(tag = 1, within = 1, byDefault = "\"\"") String name,
    @Field(tag = 2, list = ListType.ATOMIC) List<KeyToPath> items,
    @Field(tag = 3, format = "int32") @Nullable Integer defaultMode,
    @Field(tag = 4) @Nullable Boolean optional)
    implements ConfigMapVolumeSourceBuilder.With {
  public ConfigMapVolumeSource {
    items = List.copyOf(items);
  }

  /// An empty draft.
  public static ConfigMapVolumeSourceBuilder builder() {
    return new ConfigMapVolumeSourceBuilder();
  }
}
