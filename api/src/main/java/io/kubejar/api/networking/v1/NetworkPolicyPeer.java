package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The other side of allowed traffic: pods chosen by labels and namespaces, or an address range.
///
/// @param podSelector Pods by label, in the policy's namespace unless `namespaceSelector` is
///   present; `{}` selects all.
/// @param namespaceSelector Namespaces by label; alone it covers all their pods, and `{}` means
///   every namespace.
/// @param ipBlock Range of IP addresses; cannot be combined with either selector.
@ApiType(
    value = "io.k8s.api.networking.v1.NetworkPolicyPeer",
    proto = "k8s.io.api.networking.v1.NetworkPolicyPeer")
public record NetworkPolicyPeer(
    @Field(tag = 1) @Nullable LabelSelector podSelector,
    @Field(tag = 2) @Nullable LabelSelector namespaceSelector,
    @Field(tag = 3) @Nullable IPBlock ipBlock)
    implements NetworkPolicyPeerBuilder.With {
  /// An empty draft.
  public static NetworkPolicyPeerBuilder builder() {
    return new NetworkPolicyPeerBuilder();
  }
}
