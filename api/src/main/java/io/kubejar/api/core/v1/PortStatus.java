package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The state of one port of a load balancer, with an error code when it failed.
///
/// @param port Port number of the service on the load balancer.
/// @param protocol Transport of the port: `TCP`, `UDP` or `SCTP`.
/// @param error CamelCase code of a problem with this port; provider-specific codes carry a domain
///   prefix.
@ApiType(value = "io.k8s.api.core.v1.PortStatus", proto = "k8s.io.api.core.v1.PortStatus")
public record PortStatus(
    @Field(tag = 1, required = true, always = true, format = "int32") int port,
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"SCTP", "TCP", "UDP"})
        String protocol,
    @Field(tag = 3) @Nullable String error)
    implements PortStatusBuilder.With {
  /// An empty draft.
  public static PortStatusBuilder builder() {
    return new PortStatusBuilder();
  }
}
