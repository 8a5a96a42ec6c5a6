package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The entry points a load balancer offers for a service.
///
/// @param ingress Entry points of the load balancer, to which traffic for the service should be
///   sent.
@ApiType(
    value = "io.k8s.api.core.v1.LoadBalancerStatus",
    proto = "k8s.io.api.core.v1.LoadBalancerStatus")
public record LoadBalancerStatus(
    @Field(tag = 1, list = ListType.ATOMIC) List<LoadBalancerIngress> ingress)
    implements LoadBalancerStatusBuilder.With {
  public LoadBalancerStatus {
    ingress = List.copyOf(ingress);
  }

  /// An empty draft.
  public static LoadBalancerStatusBuilder builder() {
    return new LoadBalancerStatusBuilder();
  }
}
