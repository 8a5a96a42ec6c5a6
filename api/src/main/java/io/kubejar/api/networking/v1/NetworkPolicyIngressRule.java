package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Traffic allowed into the selected pods: sources and ports, both of which must match.
///
/// @param ports Ports of the selected pods open under the rule; empty or absent opens every port.
/// @param from Sources permitted by the rule, any of which may match; empty permits all.
@ApiType(
    value = "io.k8s.api.networking.v1.NetworkPolicyIngressRule",
    proto = "k8s.io.api.networking.v1.NetworkPolicyIngressRule")
public record NetworkPolicyIngressRule(
    @Field(tag = 1, list = ListType.ATOMIC) List<NetworkPolicyPort> ports,
    @Field(tag = 2, list = ListType.ATOMIC) List<NetworkPolicyPeer> from)
    implements NetworkPolicyIngressRuleBuilder.With {
  public NetworkPolicyIngressRule {
    ports = List.copyOf(ports);
    from = List.copyOf(from);
  }

  /// An empty draft.
  public static NetworkPolicyIngressRuleBuilder builder() {
    return new NetworkPolicyIngressRuleBuilder();
  }
}
