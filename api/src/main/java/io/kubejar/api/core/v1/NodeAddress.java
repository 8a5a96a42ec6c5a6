package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// One address of a node and its sort, such as `InternalIP`, `ExternalIP` or `Hostname`.
///
/// @param type Kind of address: `Hostname`, `InternalIP`, `ExternalIP`, `InternalDNS` or
///   `ExternalDNS`.
/// @param address The host name or IP address itself, according to the type.
@ApiType(value = "io.k8s.api.core.v1.NodeAddress", proto = "k8s.io.api.core.v1.NodeAddress")
public record NodeAddress(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"ExternalDNS", "ExternalIP", "Hostname", "InternalDNS", "InternalIP"})
        String type,
    @Field(tag = 2, required = true, always = true) String address)
    implements NodeAddressBuilder.With {
  /// An empty draft.
  public static NodeAddressBuilder builder() {
    return new NodeAddressBuilder();
  }
}
