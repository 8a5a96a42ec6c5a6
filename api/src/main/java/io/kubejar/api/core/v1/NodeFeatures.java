package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Features offered by a node's container runtime that are not tied to a runtime handler.
///
/// @param supplementalGroupsPolicy Whether the runtime supports the supplemental groups policy and
///   the reporting of container users.
@ApiType(value = "io.k8s.api.core.v1.NodeFeatures", proto = "k8s.io.api.core.v1.NodeFeatures")
public record NodeFeatures(@Field(tag = 1) @Nullable Boolean supplementalGroupsPolicy)
    implements NodeFeaturesBuilder.With {
  /// An empty draft.
  public static NodeFeaturesBuilder builder() {
    return new NodeFeaturesBuilder();
  }
}
