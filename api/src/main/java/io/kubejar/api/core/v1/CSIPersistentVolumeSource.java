package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The backing of a persistent volume by a CSI driver: driver name, the driver's handle for the
/// volume, its attributes, and the secrets to pass at each stage of use.
///
/// @param driver Name of the CSI driver that supplies the volume.
/// @param volumeHandle Identifier of the volume within the driver, passed to it in every call.
/// @param readOnly Value for the read-only flag when the volume is published; default false.
/// @param fsType File system to mount, such as `ext4`; the driver or its sidecars choose when
///   empty.
/// @param volumeAttributes Parameters of the volume that the driver returned when it was created.
/// @param controllerPublishSecretRef Secret used for attaching to and detaching from nodes.
/// @param nodeStageSecretRef Secret used when the node prepares the volume for shared use.
/// @param nodePublishSecretRef Secret used when the node mounts the volume for a pod.
/// @param controllerExpandSecretRef Secret used when the controller enlarges the volume.
/// @param nodeExpandSecretRef Secret used when the node enlarges the volume's file system.
@ApiType(
    value = "io.k8s.api.core.v1.CSIPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.CSIPersistentVolumeSource")
public record CSIPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2, required = true, always = true) String volumeHandle,
    @Field(tag = 3) boolean readOnly,
    @Field(tag = 4) String fsType,
    @Field(tag = 5) Map<String, String> volumeAttributes,
    @Field(tag = 6) @Nullable SecretReference controllerPublishSecretRef,
    @Field(tag = 7) @Nullable SecretReference nodeStageSecretRef,
    @Field(tag = 8) @Nullable SecretReference nodePublishSecretRef,
    @Field(tag = 9) @Nullable SecretReference controllerExpandSecretRef,
    @Field(tag = 10) @Nullable SecretReference nodeExpandSecretRef)
    implements CSIPersistentVolumeSourceBuilder.With {
  public CSIPersistentVolumeSource {
    volumeAttributes = SortedStringMap.copyOf(volumeAttributes);
  }

  /// An empty draft.
  public static CSIPersistentVolumeSourceBuilder builder() {
    return new CSIPersistentVolumeSourceBuilder();
  }
}
