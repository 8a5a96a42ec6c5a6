package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Traffic allowed out of the selected pods: destinations and ports, both of which must match.
///
/// @param ports Destination ports permitted by the rule; empty or absent permits every port.
/// @param to Destinations permitted by the rule, any of which may match; empty permits all.
@ApiType(
    value = "io.k8s.api.networking.v1.NetworkPolicyEgressRule",
    proto = "k8s.io.api.networking.v1.NetworkPolicyEgressRule")
public record NetworkPolicyEgressRule(
    @Field(tag = 1, list = ListType.ATOMIC) List<NetworkPolicyPort> ports,
    @Field(tag = 2, list = ListType.ATOMIC) List<NetworkPolicyPeer> to)
    implements NetworkPolicyEgressRuleBuilder.With {
  public NetworkPolicyEgressRule {
    ports = List.copyOf(ports);
    to = List.copyOf(to);
  }

  /// An empty draft.
  public static NetworkPolicyEgressRuleBuilder builder() {
    return new NetworkPolicyEgressRuleBuilder();
  }
}
