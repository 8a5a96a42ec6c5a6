package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The entry points of an ingress.
///
/// @param loadBalancer Current entry points of the load balancer that serves this ingress.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressStatus",
    proto = "k8s.io.api.networking.v1.IngressStatus")
public record IngressStatus(@Field(tag = 1) IngressLoadBalancerStatus loadBalancer)
    implements IngressStatusBuilder.With {
  /// An empty draft.
  public static IngressStatusBuilder builder() {
    return new IngressStatusBuilder();
  }
}
