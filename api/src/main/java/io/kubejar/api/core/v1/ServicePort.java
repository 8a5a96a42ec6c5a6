package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;
import org.jspecify.annotations.Nullable;

/// One port of a service: the number clients use, the target port of the pods, and the node port
/// when there is one.
///
/// @param name DNS label of the port; required and unique when the service has several ports.
/// @param protocol Transport of the port: `TCP` (default), `UDP` or `SCTP`.
/// @param appProtocol Application protocol as a hint, such as `http`, `kubernetes.io/h2c` or a name
///   with a domain prefix.
/// @param port Port number, 1 to 65535, on which the service itself is reached.
/// @param targetPort Port number or name on the pods; the value of `port` when unset, unused for
///   headless services.
/// @param nodePort Port opened on every node, allocated (30000-32767 by default) if needed and left
///   out.
@ApiType(value = "io.k8s.api.core.v1.ServicePort", proto = "k8s.io.api.core.v1.ServicePort")
public record ServicePort(
    @Field(tag = 1) String name,
    @Field(
            tag = 2,
            byDefault = "\"TCP\"",
            oneOf = {"SCTP", "TCP", "UDP"})
        String protocol,
    @Field(tag = 6) @Nullable String appProtocol,
    @Field(tag = 3, required = true, always = true, format = "int32") int port,
    @Field(tag = 4) IntOrString targetPort,
    @Field(tag = 5, format = "int32") int nodePort)
    implements ServicePortBuilder.With {
  /// An empty draft.
  public static ServicePortBuilder builder() {
    return new ServicePortBuilder();
  }
}
