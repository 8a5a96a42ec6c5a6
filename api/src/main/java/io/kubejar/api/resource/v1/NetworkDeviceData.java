package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The interface name, addresses in CIDR notation and hardware address of a network device.
@ApiType(
    value = "io.k8s.api.resource.v1.NetworkDeviceData",
    proto = "k8s.io.api.resource.v1.NetworkDeviceData")
public record NetworkDeviceData(
    @Field(tag = 1) String interfaceName,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> ips,
    @Field(tag = 3) String hardwareAddress)
    implements NetworkDeviceDataBuilder.With {
  public NetworkDeviceData {
    ips = List.copyOf(ips);
  }

  /// An empty draft.
  public static NetworkDeviceDataBuilder builder() {
    return new NetworkDeviceDataBuilder();
  }
}
