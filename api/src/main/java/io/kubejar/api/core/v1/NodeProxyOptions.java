package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The query of a proxy request to a node: the URL path to pass on.
///
/// @param path URL path that the proxied request uses when sent on to the node.
@ApiType(
    value = "io.k8s.api.core.v1.NodeProxyOptions",
    proto = "k8s.io.api.core.v1.NodeProxyOptions",
    version = "v1",
    kind = "NodeProxyOptions")
public record NodeProxyOptions(@Field(tag = 1) String path)
    implements NodeProxyOptionsBuilder.With {
  /// An empty draft.
  public static NodeProxyOptionsBuilder builder() {
    return new NodeProxyOptionsBuilder();
  }
}
