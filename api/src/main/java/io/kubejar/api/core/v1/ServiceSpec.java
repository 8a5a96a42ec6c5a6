package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a service is exposed: type, selector, ports, addresses and IP families, and its traffic
/// policies.
///
/// @param ports Ports on which the service is reachable, keyed by port and protocol.
/// @param selector Labels of the pods that receive the traffic; without it, endpoints are managed
///   by someone else.
/// @param clusterIP Main virtual address, allocated if left out; `None` makes the service headless.
/// @param clusterIPs All virtual addresses, at most one per IP family; the first equals
///   `clusterIP`.
/// @param type Reach of the service: `ClusterIP` (default), `NodePort`, `LoadBalancer` or
///   `ExternalName`.
/// @param externalIPs Extra addresses, routed to nodes by other means, on which traffic is accepted
///   too.
/// @param sessionAffinity Whether one client always reaches the same pod: `ClientIP` or `None`
///   (default).
/// @param loadBalancerIP Deprecated wish for a certain load balancer address, which many providers
///   ignore.
/// @param loadBalancerSourceRanges Client address ranges in CIDR form that the load balancer lets
///   through, where supported.
/// @param externalName DNS name returned as an alias for an `ExternalName` service; no proxying
///   takes place.
/// @param externalTrafficPolicy Handling of outside traffic: `Cluster` (default) uses any node,
///   `Local` keeps the client address and stays on the node.
/// @param healthCheckNodePort Node port where load balancers can ask for local endpoints; only with
///   external policy `Local`, allocated when zero.
/// @param publishNotReadyAddresses Publish pods in DNS and endpoints even before they are ready;
///   default false.
/// @param sessionAffinityConfig Details of session affinity, such as its timeout.
/// @param ipFamilies IP families of the service in order: `IPv4`, `IPv6` or both; chosen by the
///   cluster if unset.
/// @param ipFamilyPolicy How many families are used: `SingleStack` (default), `PreferDualStack` or
///   `RequireDualStack`.
/// @param allocateLoadBalancerNodePorts Whether node ports are allocated for a `LoadBalancer`
///   service automatically; default true.
/// @param loadBalancerClass Implementation responsible for the load balancer; the cluster's default
///   if unset, fixed once set.
/// @param internalTrafficPolicy Handling of traffic from inside the cluster: `Cluster` (default) or
///   `Local`, only pods on the same node.
/// @param trafficDistribution Routing preference such as `PreferSameZone` or `PreferSameNode`;
///   other healthy endpoints serve as a fallback.
@ApiType(value = "io.k8s.api.core.v1.ServiceSpec", proto = "k8s.io.api.core.v1.ServiceSpec")
public record ServiceSpec(
    @Field(
            tag = 1,
            list = ListType.MAP,
            keys = {"port", "protocol"},
            patch = "merge",
            mergeKey = "port")
        List<ServicePort> ports,
    @Field(tag = 2, atomic = true) Map<String, String> selector,
    @Field(tag = 3) String clusterIP,
    @Field(tag = 18, list = ListType.ATOMIC) List<String> clusterIPs,
    @Field(
            tag = 4,
            oneOf = {"ClusterIP", "ExternalName", "LoadBalancer", "NodePort"})
        String type,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> externalIPs,
    @Field(
            tag = 7,
            oneOf = {"ClientIP", "None"})
        String sessionAffinity,
    @Field(tag = 8) String loadBalancerIP,
    @Field(tag = 9, list = ListType.ATOMIC) List<String> loadBalancerSourceRanges,
    @Field(tag = 10) String externalName,
    @Field(
            tag = 11,
            oneOf = {"Cluster", "Local"})
        String externalTrafficPolicy,
    @Field(tag = 12, format = "int32") int healthCheckNodePort,
    @Field(tag = 13) boolean publishNotReadyAddresses,
    @Field(tag = 14) @Nullable SessionAffinityConfig sessionAffinityConfig,
    @Field(
            tag = 19,
            oneOf = {"", "IPv4", "IPv6"},
            list = ListType.ATOMIC)
        List<String> ipFamilies,
    @Field(
            tag = 17,
            oneOf = {"PreferDualStack", "RequireDualStack", "SingleStack"})
        @Nullable String ipFamilyPolicy,
    @Field(tag = 20) @Nullable Boolean allocateLoadBalancerNodePorts,
    @Field(tag = 21) @Nullable String loadBalancerClass,
    @Field(
            tag = 22,
            oneOf = {"Cluster", "Local"})
        @Nullable String internalTrafficPolicy,
    @Field(tag = 23) @Nullable String trafficDistribution)
    implements ServiceSpecBuilder.With {
  public ServiceSpec {
    ports = List.copyOf(ports);
    clusterIPs = List.copyOf(clusterIPs);
    externalIPs = List.copyOf(externalIPs);
    loadBalancerSourceRanges = List.copyOf(loadBalancerSourceRanges);
    ipFamilies = List.copyOf(ipFamilies);
    selector = SortedStringMap.copyOf(selector);
  }

  /// An empty draft.
  public static ServiceSpecBuilder builder() {
    return new ServiceSpecBuilder();
  }
}
