package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A port of an endpoint subset: name, number, transport protocol and application protocol.
///
/// @param name Name of the corresponding service port; may be empty only for a single port.
/// @param port Port number, 1 to 65535, on which the endpoint listens.
/// @param protocol Transport of the port: `TCP` (default), `UDP` or `SCTP`.
/// @param appProtocol Application protocol as a hint for proxies, as on the service port.
@ApiType(
    value = "io.k8s.api.core.v1.EndpointPort",
    proto = "k8s.io.api.core.v1.EndpointPort",
    atomic = true)
public record EndpointPort(
    @Field(tag = 1) String name,
    @Field(tag = 2, required = true, always = true, format = "int32") int port,
    @Field(
            tag = 3,
            oneOf = {"SCTP", "TCP", "UDP"})
        String protocol,
    @Field(tag = 4) @Nullable String appProtocol)
    implements EndpointPortBuilder.With {
  /// An empty draft.
  public static EndpointPortBuilder builder() {
    return new EndpointPortBuilder();
  }
}
