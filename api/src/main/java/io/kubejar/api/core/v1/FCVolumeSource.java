package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Fibre Channel disk, given by target WWNs and a LUN, or by WWIDs.
@ApiType(value = "io.k8s.api.core.v1.FCVolumeSource", proto = "k8s.io.api.core.v1.FCVolumeSource")
public record FCVolumeSource(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> targetWWNs,
    @Field(tag = 2, format = "int32") @Nullable Integer lun,
    @Field(tag = 3) String fsType,
    @Field(tag = 4) boolean readOnly,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> wwids)
    implements FCVolumeSourceBuilder.With {
  public FCVolumeSource {
    targetWWNs = List.copyOf(targetWWNs);
    wwids = List.copyOf(wwids);
  }

  /// An empty draft.
  public static FCVolumeSourceBuilder builder() {
    return new FCVolumeSourceBuilder();
  }
}
