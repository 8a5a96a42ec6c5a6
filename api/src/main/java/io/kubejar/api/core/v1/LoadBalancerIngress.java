package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry point of a service's load balancer: an IP address or a host name, with the state of its
/// ports.
///
/// @param ip Address of the entry point, for load balancers that work by IP.
/// @param hostname DNS name of the entry point, for load balancers that work by name.
/// @param ipMode How packets arrive: `VIP` (default) keeps the balancer's address as target,
///   `Proxy` uses node or pod.
/// @param ports State of the individual service ports on this entry point.
@ApiType(
    value = "io.k8s.api.core.v1.LoadBalancerIngress",
    proto = "k8s.io.api.core.v1.LoadBalancerIngress")
public record LoadBalancerIngress(
    @Field(tag = 1) String ip,
    @Field(tag = 2) String hostname,
    @Field(
            tag = 3,
            known = {"Proxy", "VIP"})
        @Nullable String ipMode,
    @Field(tag = 4, list = ListType.ATOMIC) List<PortStatus> ports)
    implements LoadBalancerIngressBuilder.With {
  public LoadBalancerIngress {
    ports = List.copyOf(ports);
  }

  /// An empty draft.
  public static LoadBalancerIngressBuilder builder() {
    return new LoadBalancerIngressBuilder();
  }
}
