package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The place a node's dynamic configuration came from. Deprecated and without effect.
///
/// @param configMap ConfigMap holding a kubelet configuration; belongs to a removed feature.
@ApiType(
    value = "io.k8s.api.core.v1.NodeConfigSource",
    proto = "k8s.io.api.core.v1.NodeConfigSource")
public record NodeConfigSource(@Field(tag = 2) @Nullable ConfigMapNodeConfigSource configMap)
    implements NodeConfigSourceBuilder.With {
  /// An empty draft.
  public static NodeConfigSourceBuilder builder() {
    return new NodeConfigSourceBuilder();
  }
}
