package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The total swap space of a node, in bytes.
///
/// @param capacity Total swap space of the node in bytes.
@ApiType(value = "io.k8s.api.core.v1.NodeSwapStatus", proto = "k8s.io.api.core.v1.NodeSwapStatus")
public record NodeSwapStatus(@Field(tag = 1, format = "int64") @Nullable Long capacity)
    implements NodeSwapStatusBuilder.With {
  /// An empty draft.
  public static NodeSwapStatusBuilder builder() {
    return new NodeSwapStatusBuilder();
  }
}
