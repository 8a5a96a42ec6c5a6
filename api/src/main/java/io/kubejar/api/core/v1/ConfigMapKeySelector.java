package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One key of a config map in the pod's namespace, optionally allowed to be absent.
///
/// @param name Name of the object meant, in the same namespace as the referring one.
/// @param key Entry of the ConfigMap's data whose value is to be taken.
/// @param optional Whether the ConfigMap or its key may be absent; default false.
@ApiType(
    value = "io.k8s.api.core.v1.ConfigMapKeySelector",
    proto = "k8s.io.api.core.v1.ConfigMapKeySelector",
    atomic = true)
public record ConfigMapKeySelector(
    @Field(tag = 1, within = 1, byDefault = "\"\"") String name,
    @Field(tag = 2, required = true, always = true) String key,
    @Field(tag = 3) @Nullable Boolean optional)
    implements ConfigMapKeySelectorBuilder.With {
  /// An empty draft.
  public static ConfigMapKeySelectorBuilder builder() {
    return new ConfigMapKeySelectorBuilder();
  }
}
