package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A config map that held a kubelet configuration. Part of dynamic kubelet configuration, which no
/// longer exists.
///
/// @param namespace Namespace of the ConfigMap that holds the kubelet configuration.
/// @param name Name of the ConfigMap that holds the kubelet configuration.
/// @param uid UID of the ConfigMap; forbidden in node specs, required in node status.
/// @param resourceVersion Version of the ConfigMap; forbidden in node specs, required in node
///   status.
/// @param kubeletConfigKey Key of the ConfigMap under which the kubelet configuration is stored.
@ApiType(
    value = "io.k8s.api.core.v1.ConfigMapNodeConfigSource",
    proto = "k8s.io.api.core.v1.ConfigMapNodeConfigSource")
public record ConfigMapNodeConfigSource(
    @Field(tag = 1, required = true, always = true) String namespace,
    @Field(tag = 2, required = true, always = true) String name,
    @Field(tag = 3) String uid,
    @Field(tag = 4) String resourceVersion,
    @Field(tag = 5, required = true, always = true) String kubeletConfigKey)
    implements ConfigMapNodeConfigSourceBuilder.With {
  /// An empty draft.
  public static ConfigMapNodeConfigSourceBuilder builder() {
    return new ConfigMapNodeConfigSourceBuilder();
  }
}
