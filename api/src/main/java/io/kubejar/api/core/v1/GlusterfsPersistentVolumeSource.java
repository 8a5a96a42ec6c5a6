package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A GlusterFS volume as the backing of a persistent volume, with the namespace of its endpoints
/// object. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.GlusterfsPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.GlusterfsPersistentVolumeSource")
public record GlusterfsPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String endpoints,
    @Field(tag = 2, required = true, always = true) String path,
    @Field(tag = 3) boolean readOnly,
    @Field(tag = 4) @Nullable String endpointsNamespace)
    implements GlusterfsPersistentVolumeSourceBuilder.With {
  /// An empty draft.
  public static GlusterfsPersistentVolumeSourceBuilder builder() {
    return new GlusterfsPersistentVolumeSourceBuilder();
  }
}
