package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A handler of the node's container runtime, by name, and the features it offers. An empty name is
/// the default handler.
///
/// @param name Handler name as used by runtime classes; empty stands for the default handler.
/// @param features Abilities that this handler supports, such as user namespaces.
@ApiType(
    value = "io.k8s.api.core.v1.NodeRuntimeHandler",
    proto = "k8s.io.api.core.v1.NodeRuntimeHandler")
public record NodeRuntimeHandler(
    @Field(tag = 1, always = true) String name,
    @Field(tag = 2) @Nullable NodeRuntimeHandlerFeatures features)
    implements NodeRuntimeHandlerBuilder.With {
  /// An empty draft.
  public static NodeRuntimeHandlerBuilder builder() {
    return new NodeRuntimeHandlerBuilder();
  }
}
