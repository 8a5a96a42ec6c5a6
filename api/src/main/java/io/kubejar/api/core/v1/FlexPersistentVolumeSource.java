package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A persistent volume handled by a FlexVolume executable on the node; the secret reference carries
/// a namespace. Deprecated in favour of CSI.
@ApiType(
    value = "io.k8s.api.core.v1.FlexPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.FlexPersistentVolumeSource")
public record FlexPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2) String fsType,
    @Field(tag = 3) @Nullable SecretReference secretRef,
    @Field(tag = 4) boolean readOnly,
    @Field(tag = 5) Map<String, String> options)
    implements FlexPersistentVolumeSourceBuilder.With {
  public FlexPersistentVolumeSource {
    options = SortedStringMap.copyOf(options);
  }

  /// An empty draft.
  public static FlexPersistentVolumeSourceBuilder builder() {
    return new FlexPersistentVolumeSourceBuilder();
  }
}
