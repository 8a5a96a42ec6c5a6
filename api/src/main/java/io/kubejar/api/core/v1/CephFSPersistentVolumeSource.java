package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CephFS file system as the backing of a persistent volume; the secret reference carries a
/// namespace. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.CephFSPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.CephFSPersistentVolumeSource")
public record CephFSPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> monitors,
    @Field(tag = 2) String path,
    @Field(tag = 3) String user,
    @Field(tag = 4) String secretFile,
    @Field(tag = 5) @Nullable SecretReference secretRef,
    @Field(tag = 6) boolean readOnly)
    implements CephFSPersistentVolumeSourceBuilder.With {
  public CephFSPersistentVolumeSource {
    monitors = List.copyOf(monitors);
  }

  /// An empty draft.
  public static CephFSPersistentVolumeSourceBuilder builder() {
    return new CephFSPersistentVolumeSourceBuilder();
  }
}
