package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The entry points through which an ingress is reached.
///
/// @param ingress Entry points of the load balancer, as addresses or host names.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressLoadBalancerStatus",
    proto = "k8s.io.api.networking.v1.IngressLoadBalancerStatus")
public record IngressLoadBalancerStatus(
    @Field(tag = 1, list = ListType.ATOMIC) List<IngressLoadBalancerIngress> ingress)
    implements IngressLoadBalancerStatusBuilder.With {
  public IngressLoadBalancerStatus {
    ingress = List.copyOf(ingress);
  }

  /// An empty draft.
  public static IngressLoadBalancerStatusBuilder builder() {
    return new IngressLoadBalancerStatusBuilder();
  }
}
