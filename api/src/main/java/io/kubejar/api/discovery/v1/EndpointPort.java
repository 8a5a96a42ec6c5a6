package io.kubejar.api.discovery.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A port of an endpoint slice: name, number, transport protocol and application protocol.
///
/// @param name Port name, unique in the slice: a DNS label or empty, which is the default.
/// @param protocol Transport protocol of the port: `TCP` (the default), `UDP` or `SCTP`.
/// @param port Port number of the endpoint; how absence is read depends on the consumer.
/// @param appProtocol Application protocol hint: an IANA service name, a `kubernetes.io/` name, or
///   another prefixed name.
@ApiType(
    value = "io.k8s.api.discovery.v1.EndpointPort",
    proto = "k8s.io.api.discovery.v1.EndpointPort",
    atomic = true)
public record EndpointPort(
    @Field(tag = 1) @Nullable String name,
    @Field(
            tag = 2,
            oneOf = {"SCTP", "TCP", "UDP"})
        @Nullable String protocol,
    @Field(tag = 3, format = "int32") @Nullable Integer port,
    @Field(tag = 4) @Nullable String appProtocol)
    implements EndpointPortBuilder.With {
  /// An empty draft.
  public static EndpointPortBuilder builder() {
    return new EndpointPortBuilder();
  }
}
