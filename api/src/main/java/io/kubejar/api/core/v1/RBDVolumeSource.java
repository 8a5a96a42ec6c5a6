package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Ceph RBD image mounted directly by a pod: monitors, pool, image and user. The in-tree driver
/// has been removed.
@ApiType(value = "io.k8s.api.core.v1.RBDVolumeSource", proto = "k8s.io.api.core.v1.RBDVolumeSource")
public record RBDVolumeSource(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> monitors,
    @Field(tag = 2, required = true, always = true) String image,
    @Field(tag = 3) String fsType,
    @Field(tag = 4, byDefault = "\"rbd\"") String pool,
    @Field(tag = 5, byDefault = "\"admin\"") String user,
    @Field(tag = 6, byDefault = "\"/etc/ceph/keyring\"") String keyring,
    @Field(tag = 7) @Nullable LocalObjectReference secretRef,
    @Field(tag = 8) boolean readOnly)
    implements RBDVolumeSourceBuilder.With {
  public RBDVolumeSource {
    monitors = List.copyOf(monitors);
  }

  /// An empty draft.
  public static RBDVolumeSourceBuilder builder() {
    return new RBDVolumeSourceBuilder();
  }
}
