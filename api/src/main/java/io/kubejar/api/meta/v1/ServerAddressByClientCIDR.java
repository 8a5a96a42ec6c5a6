package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The server address that clients within an address range should use.
///
/// @param clientCIDR Network range, in CIDR notation, of clients this entry is meant for.
/// @param serverAddress Host, IP or host:port at which those clients reach the server.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ServerAddressByClientCIDR",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ServerAddressByClientCIDR")
public record ServerAddressByClientCIDR(
    @Field(tag = 1, required = true, always = true) String clientCIDR,
    @Field(tag = 2, required = true, always = true) String serverAddress)
    implements ServerAddressByClientCIDRBuilder.With {
  /// An empty draft.
  public static ServerAddressByClientCIDRBuilder builder() {
    return new ServerAddressByClientCIDRBuilder();
  }
}
