package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// One IP address of the node a pod runs on.
///
/// @param ip One IPv4 or IPv6 address that belongs to the node.
@ApiType(value = "io.k8s.api.core.v1.HostIP", proto = "k8s.io.api.core.v1.HostIP")
public record HostIP(@Field(tag = 1, required = true, always = true) String ip)
    implements HostIPBuilder.With {
  /// An empty draft.
  public static HostIPBuilder builder() {
    return new HostIPBuilder();
  }
}
