package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// What a runtime handler can do: recursive read-only mounts and user namespaces.
///
/// @param recursiveReadOnlyMounts Whether mounts can be made read-only including everything nested
///   in them.
/// @param userNamespaces Whether pods can run in user namespaces of their own, including volumes.
@ApiType(
    value = "io.k8s.api.core.v1.NodeRuntimeHandlerFeatures",
    proto = "k8s.io.api.core.v1.NodeRuntimeHandlerFeatures")
public record NodeRuntimeHandlerFeatures(
    @Field(tag = 1) @Nullable Boolean recursiveReadOnlyMounts,
    @Field(tag = 2) @Nullable Boolean userNamespaces)
    implements NodeRuntimeHandlerFeaturesBuilder.With {
  /// An empty draft.
  public static NodeRuntimeHandlerFeaturesBuilder builder() {
    return new NodeRuntimeHandlerFeaturesBuilder();
  }
}
