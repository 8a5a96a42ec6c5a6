package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The place an environment variable's value is read from: a pod field, a container resource, a key
/// of a config map or secret, or a key in a file. Exactly one is set.
///
/// @param fieldRef Takes a field of the pod, such as its name, address, a label or an annotation.
/// @param resourceFieldRef Takes a CPU, memory or other resource limit or request of a container.
/// @param configMapKeyRef Takes one key of a ConfigMap in the pod's namespace.
/// @param secretKeyRef Takes one key of a Secret in the pod's namespace.
/// @param fileKeyRef Takes one key of an environment file stored on a volume.
@ApiType(value = "io.k8s.api.core.v1.EnvVarSource", proto = "k8s.io.api.core.v1.EnvVarSource")
public record EnvVarSource(
    @Field(tag = 1) @Nullable ObjectFieldSelector fieldRef,
    @Field(tag = 2) @Nullable ResourceFieldSelector resourceFieldRef,
    @Field(tag = 3) @Nullable ConfigMapKeySelector configMapKeyRef,
    @Field(tag = 4) @Nullable SecretKeySelector secretKeyRef,
    @Field(tag = 5, gate = "EnvFiles") @Nullable FileKeySelector fileKeyRef)
    implements EnvVarSourceBuilder.With {
  /// An empty draft.
  public static EnvVarSourceBuilder builder() {
    return new EnvVarSourceBuilder();
  }
}
