package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The port a node's agent listens on. The JSON member is written with a capital: `Port`.
///
/// @param Port Port number on which the node's service accepts connections.
@ApiType(value = "io.k8s.api.core.v1.DaemonEndpoint", proto = "k8s.io.api.core.v1.DaemonEndpoint")
public record DaemonEndpoint(
    @Field(tag = 1, required = true, always = true, format = "int32") int Port)
    implements DaemonEndpointBuilder.With {
  /// An empty draft.
  public static DaemonEndpointBuilder builder() {
    return new DaemonEndpointBuilder();
  }
}
