package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The pods a policy selects, its rules, and the directions it governs.
///
/// @param podSelector Pods in this namespace to which the policy applies; `{}` means all of them.
/// @param ingress Rules for permitted incoming traffic; with none, selected pods accept nothing.
/// @param egress Rules for permitted outgoing traffic; effective only when `policyTypes` covers
///   `Egress`.
/// @param policyTypes Directions regulated; default is `Ingress`, plus `Egress` when egress rules
///   are present.
@ApiType(
    value = "io.k8s.api.networking.v1.NetworkPolicySpec",
    proto = "k8s.io.api.networking.v1.NetworkPolicySpec")
public record NetworkPolicySpec(
    @Field(tag = 1, always = true) LabelSelector podSelector,
    @Field(tag = 2, list = ListType.ATOMIC) List<NetworkPolicyIngressRule> ingress,
    @Field(tag = 3, list = ListType.ATOMIC) List<NetworkPolicyEgressRule> egress,
    @Field(
            tag = 4,
            oneOf = {"Egress", "Ingress"},
            list = ListType.ATOMIC)
        List<String> policyTypes)
    implements NetworkPolicySpecBuilder.With {
  public NetworkPolicySpec {
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
    policyTypes = List.copyOf(policyTypes);
  }

  /// An empty draft.
  public static NetworkPolicySpecBuilder builder() {
    return new NetworkPolicySpecBuilder();
  }
}
