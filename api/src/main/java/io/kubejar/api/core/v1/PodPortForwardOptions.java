package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The query of a port-forward request: the port numbers of the pod to reach.
///
/// @param ports Ports of the pod to be forwarded; needed only by the WebSocket form of the request.
@ApiType(
    value = "io.k8s.api.core.v1.PodPortForwardOptions",
    proto = "k8s.io.api.core.v1.PodPortForwardOptions",
    version = "v1",
    kind = "PodPortForwardOptions")
public record PodPortForwardOptions(
    @Field(tag = 1, format = "int32", list = ListType.ATOMIC) List<Integer> ports)
    implements PodPortForwardOptionsBuilder.With {
  public PodPortForwardOptions {
    ports = List.copyOf(ports);
  }

  /// An empty draft.
  public static PodPortForwardOptionsBuilder builder() {
    return new PodPortForwardOptionsBuilder();
  }
}
