package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Ceph RBD image as the backing of a persistent volume; the secret reference carries a
/// namespace. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.RBDPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.RBDPersistentVolumeSource")
public record RBDPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> monitors,
    @Field(tag = 2, required = true, always = true) String image,
    @Field(tag = 3) String fsType,
    @Field(tag = 4, byDefault = "\"rbd\"") String pool,
    @Field(tag = 5, byDefault = "\"admin\"") String user,
    @Field(tag = 6, byDefault = "\"/etc/ceph/keyring\"") String keyring,
    @Field(tag = 7) @Nullable SecretReference secretRef,
    @Field(tag = 8) boolean readOnly)
    implements RBDPersistentVolumeSourceBuilder.With {
  public RBDPersistentVolumeSource {
    monitors = List.copyOf(monitors);
  }

  /// An empty draft.
  public static RBDPersistentVolumeSourceBuilder builder() {
    return new RBDPersistentVolumeSourceBuilder();
  }
}
