package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A config map whose every entry becomes an environment variable.
///
/// @param name Name of the object meant, in the same namespace as the referring one.
/// @param optional Whether the ConfigMap may be absent; otherwise the container cannot start,
///   default false.
@ApiType(
    value = "io.k8s.api.core.v1.ConfigMapEnvSource",
    proto = "k8s.io.api.core.v1.ConfigMapEnvSource")
public record ConfigMapEnvSource(
    @Field(tag = 1, within = 1, byDefault = "\"\"") String name,
    @Field(tag = 2) @Nullable Boolean optional)
    implements ConfigMapEnvSourceBuilder.With {
  /// An empty draft.
  public static ConfigMapEnvSourceBuilder builder() {
    return new ConfigMapEnvSourceBuilder();
  }
}
