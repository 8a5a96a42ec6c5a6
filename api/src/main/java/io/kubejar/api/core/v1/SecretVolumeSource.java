package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A volume whose files are the entries of a secret; it is kept in memory on the node.
///
/// @param secretName Secret in the pod's namespace from which the files are made.
/// @param items Selected keys and their file names; without it, each key becomes a file.
/// @param defaultMode Permission bits of the files, 0 to 0777 octal, decimal in JSON; default 0644.
/// @param optional Whether the Secret or selected keys may be absent; default false.
@ApiType(
    value = "io.k8s.api.core.v1.SecretVolumeSource",
    proto = "k8s.io.api.core.v1.SecretVolumeSource")
public record SecretVolumeSource(
    @Field(tag = 1) String secretName,
    @Field(tag = 2, list = ListType.ATOMIC) List<KeyToPath> items,
    @Field(tag = 3, format = "int32") @Nullable Integer defaultMode,
    @Field(tag = 4) @Nullable Boolean optional)
    implements SecretVolumeSourceBuilder.With {
  public SecretVolumeSource {
    items = List.copyOf(items);
  }

  /// An empty draft.
  public static SecretVolumeSourceBuilder builder() {
    return new SecretVolumeSourceBuilder();
  }
}
