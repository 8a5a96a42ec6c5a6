package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// One IP address of a pod.
///
/// @param ip One IPv4 or IPv6 address that was assigned to the pod.
@ApiType(value = "io.k8s.api.core.v1.PodIP", proto = "k8s.io.api.core.v1.PodIP")
public record PodIP(@Field(tag = 1, required = true, always = true) String ip)
    implements PodIPBuilder.With {
  /// An empty draft.
  public static PodIPBuilder builder() {
    return new PodIPBuilder();
  }
}
