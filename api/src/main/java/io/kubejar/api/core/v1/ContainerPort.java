package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A network port a container listens on (1 to 65535), optionally published on the node. It
/// informs; leaving a port out does not close it.
///
/// @param name Service-style name of the port, unique in the pod, that services can refer to.
/// @param hostPort Port opened on the node itself, 1 to 65535; with host networking it must equal
///   `containerPort`.
/// @param containerPort Port number inside the pod's network namespace, from 1 to 65535.
/// @param protocol Transport used by the port: `TCP` (default), `UDP` or `SCTP`.
/// @param hostIP Node address to which the host port is bound; all addresses when empty.
@ApiType(value = "io.k8s.api.core.v1.ContainerPort", proto = "k8s.io.api.core.v1.ContainerPort")
public record ContainerPort(
    @Field(tag = 1) String name,
    @Field(tag = 2, format = "int32") int hostPort,
    @Field(tag = 3, required = true, always = true, format = "int32") int containerPort,
    @Field(
            tag = 4,
            byDefault = "\"TCP\"",
            oneOf = {"SCTP", "TCP", "UDP"})
        String protocol,
    @Field(tag = 5) String hostIP)
    implements ContainerPortBuilder.With {
  /// An empty draft.
  public static ContainerPortBuilder builder() {
    return new ContainerPortBuilder();
  }
}
