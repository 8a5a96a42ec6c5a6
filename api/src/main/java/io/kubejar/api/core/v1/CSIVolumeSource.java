package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An inline volume that a CSI driver creates for one pod and removes with it.
///
/// @param driver Name of the CSI driver that supplies the volume.
/// @param readOnly Mount the volume without write access; default false.
/// @param fsType File system such as `ext4`; when empty, the driver decides.
/// @param volumeAttributes Parameters handed to the driver; their meaning is up to that driver.
/// @param nodePublishSecretRef Secret in the pod's namespace passed to the driver when the volume
///   is mounted.
@ApiType(value = "io.k8s.api.core.v1.CSIVolumeSource", proto = "k8s.io.api.core.v1.CSIVolumeSource")
public record CSIVolumeSource(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2) @Nullable Boolean readOnly,
    @Field(tag = 3) @Nullable String fsType,
    @Field(tag = 4) Map<String, String> volumeAttributes,
    @Field(tag = 5) @Nullable LocalObjectReference nodePublishSecretRef)
    implements CSIVolumeSourceBuilder.With {
  public CSIVolumeSource {
    volumeAttributes = SortedStringMap.copyOf(volumeAttributes);
  }

  /// An empty draft.
  public static CSIVolumeSourceBuilder builder() {
    return new CSIVolumeSourceBuilder();
  }
}
