package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The state of one port of an ingress entry point, with an error code when it failed.
///
/// @param port Port number that the ingress exposes at its load balancer.
/// @param protocol Transport protocol of the port: `TCP`, `UDP` or `SCTP`.
/// @param error CamelCase or domain-prefixed code of the port's problem; absent if there is none.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressPortStatus",
    proto = "k8s.io.api.networking.v1.IngressPortStatus")
public record IngressPortStatus(
    @Field(tag = 1, required = true, always = true, format = "int32") int port,
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"SCTP", "TCP", "UDP"})
        String protocol,
    @Field(tag = 3) @Nullable String error)
    implements IngressPortStatusBuilder.With {
  /// An empty draft.
  public static IngressPortStatusBuilder builder() {
    return new IngressPortStatusBuilder();
  }
}
