package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// An entry point of an ingress: an IP address or a host name, with the state of its ports.
///
/// @param ip IP address at which the ingress is reachable, for IP-based balancers.
/// @param hostname DNS name at which the ingress is reachable, for DNS-based balancers.
/// @param ports Ports the load balancer exposes, with an error for each that failed.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressLoadBalancerIngress",
    proto = "k8s.io.api.networking.v1.IngressLoadBalancerIngress")
public record IngressLoadBalancerIngress(
    @Field(tag = 1) String ip,
    @Field(tag = 2) String hostname,
    @Field(tag = 4, list = ListType.ATOMIC) List<IngressPortStatus> ports)
    implements IngressLoadBalancerIngressBuilder.With {
  public IngressLoadBalancerIngress {
    ports = List.copyOf(ports);
  }

  /// An empty draft.
  public static IngressLoadBalancerIngressBuilder builder() {
    return new IngressLoadBalancerIngressBuilder();
  }
}
