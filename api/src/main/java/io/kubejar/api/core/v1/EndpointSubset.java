package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A group of addresses that share the same ports; the endpoints it stands for are every address
/// combined with every port.
///
/// @param addresses Addresses that are ready to serve on all ports of the group.
/// @param notReadyAddresses Addresses that belong to the group but are not ready for traffic.
/// @param ports Ports that are available on each address in the group.
@ApiType(value = "io.k8s.api.core.v1.EndpointSubset", proto = "k8s.io.api.core.v1.EndpointSubset")
public record EndpointSubset(
    @Field(tag = 1, list = ListType.ATOMIC) List<EndpointAddress> addresses,
    @Field(tag = 2, list = ListType.ATOMIC) List<EndpointAddress> notReadyAddresses,
    @Field(tag = 3, list = ListType.ATOMIC) List<EndpointPort> ports)
    implements EndpointSubsetBuilder.With {
  public EndpointSubset {
    addresses = List.copyOf(addresses);
    notReadyAddresses = List.copyOf(notReadyAddresses);
    ports = List.copyOf(ports);
  }

  /// An empty draft.
  public static EndpointSubsetBuilder builder() {
    return new EndpointSubsetBuilder();
  }
}
