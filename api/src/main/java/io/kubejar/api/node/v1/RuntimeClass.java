package io.kubejar.api.node.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A named choice of container runtime handler, with its overhead and the nodes that support it.
/// The handler cannot be changed.
///
/// @param metadata Standard object metadata; pods refer to this class by its name.
/// @param handler Name of the container runtime configuration on the node, a DNS label; cannot be
///   changed.
/// @param overhead Extra resources that each pod of this class costs; added when scheduling.
/// @param scheduling Restricts pods of this class to nodes supporting it; absent assumes every node
///   does.
@ApiType(
    value = "io.k8s.api.node.v1.RuntimeClass",
    proto = "k8s.io.api.node.v1.RuntimeClass",
    group = "node.k8s.io",
    version = "v1",
    kind = "RuntimeClass")
public record RuntimeClass(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) String handler,
    @Field(tag = 3) @Nullable Overhead overhead,
    @Field(tag = 4) @Nullable Scheduling scheduling)
    implements ApiObject, RuntimeClassBuilder.With {
  /// An empty draft.
  public static RuntimeClassBuilder builder() {
    return new RuntimeClassBuilder();
  }
}
