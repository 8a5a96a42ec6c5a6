package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A GlusterFS volume mounted directly by a pod. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.GlusterfsVolumeSource",
    proto = "k8s.io.api.core.v1.GlusterfsVolumeSource")
public record GlusterfsVolumeSource(
    @Field(tag = 1, required = true, always = true) String endpoints,
    @Field(tag = 2, required = true, always = true) String path,
    @Field(tag = 3) boolean readOnly)
    implements GlusterfsVolumeSourceBuilder.With {
  /// An empty draft.
  public static GlusterfsVolumeSourceBuilder builder() {
    return new GlusterfsVolumeSourceBuilder();
  }
}
