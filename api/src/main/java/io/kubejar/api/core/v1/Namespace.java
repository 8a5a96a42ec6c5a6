package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A named partition of the cluster in which namespaced objects live; deleting it deletes
/// everything inside.
///
/// @param metadata Name, labels and other standard data of the namespace.
/// @param spec Settings of the namespace, which consist only of its finalizers.
/// @param status Life-cycle stage and deletion progress, maintained by the system.
@ApiType(
    value = "io.k8s.api.core.v1.Namespace",
    proto = "k8s.io.api.core.v1.Namespace",
    version = "v1",
    kind = "Namespace")
public record Namespace(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) NamespaceSpec spec,
    @Field(tag = 3) NamespaceStatus status)
    implements ApiObject, NamespaceBuilder.With {
  /// An empty draft.
  public static NamespaceBuilder builder() {
    return new NamespaceBuilder();
  }
}
