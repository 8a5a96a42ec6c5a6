package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The ports on which a node's agents listen.
///
/// @param kubeletEndpoint Port at which the kubelet of this node can be reached.
@ApiType(
    value = "io.k8s.api.core.v1.NodeDaemonEndpoints",
    proto = "k8s.io.api.core.v1.NodeDaemonEndpoints")
public record NodeDaemonEndpoints(@Field(tag = 1) DaemonEndpoint kubeletEndpoint)
    implements NodeDaemonEndpointsBuilder.With {
  /// An empty draft.
  public static NodeDaemonEndpointsBuilder builder() {
    return new NodeDaemonEndpointsBuilder();
  }
}
