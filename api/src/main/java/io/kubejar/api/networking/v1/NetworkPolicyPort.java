package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;
import org.jspecify.annotations.Nullable;

/// A port or range of ports, with protocol; the port may be a number or a name.
///
/// @param protocol Transport protocol the rule applies to: `TCP` (the default), `UDP` or `SCTP`.
/// @param port Port number or name of a pod port; absent matches all ports.
/// @param endPort Last port of a range beginning at a numeric `port`; may not be lower than it.
@ApiType(
    value = "io.k8s.api.networking.v1.NetworkPolicyPort",
    proto = "k8s.io.api.networking.v1.NetworkPolicyPort")
public record NetworkPolicyPort(
    @Field(
            tag = 1,
            oneOf = {"SCTP", "TCP", "UDP"})
        @Nullable String protocol,
    @Field(tag = 2) @Nullable IntOrString port,
    @Field(tag = 3, format = "int32") @Nullable Integer endPort)
    implements NetworkPolicyPortBuilder.With {
  /// An empty draft.
  public static NetworkPolicyPortBuilder builder() {
    return new NetworkPolicyPortBuilder();
  }
}
