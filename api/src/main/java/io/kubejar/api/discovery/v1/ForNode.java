package io.kubejar.api.discovery.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The name of a node that should use an endpoint.
///
/// @param name Name of a node whose clients should use the endpoint.
@ApiType(value = "io.k8s.api.discovery.v1.ForNode", proto = "k8s.io.api.discovery.v1.ForNode")
public record ForNode(@Field(tag = 1, required = true, always = true) String name)
    implements ForNodeBuilder.With {
  /// An empty draft.
  public static ForNodeBuilder builder() {
    return new ForNodeBuilder();
  }
}
