package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pod volume handled by a FlexVolume executable on the node. Deprecated in favour of CSI.
@ApiType(
    value = "io.k8s.api.core.v1.FlexVolumeSource",
    proto = "k8s.io.api.core.v1.FlexVolumeSource")
public record FlexVolumeSource(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2) String fsType,
    @Field(tag = 3) @Nullable LocalObjectReference secretRef,
    @Field(tag = 4) boolean readOnly,
    @Field(tag = 5) Map<String, String> options)
    implements FlexVolumeSourceBuilder.With {
  public FlexVolumeSource {
    options = SortedStringMap.copyOf(options);
  }

  /// An empty draft.
  public static FlexVolumeSourceBuilder builder() {
    return new FlexVolumeSourceBuilder();
  }
}
