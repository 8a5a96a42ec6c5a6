package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Rules on which traffic selected pods may receive and send; what no policy allows for a selected
/// pod is blocked.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec Selected pods and the connections permitted to or from them.
@ApiType(
    value = "io.k8s.api.networking.v1.NetworkPolicy",
    proto = "k8s.io.api.networking.v1.NetworkPolicy",
    group = "networking.k8s.io",
    version = "v1",
    kind = "NetworkPolicy")
public record NetworkPolicy(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) NetworkPolicySpec spec)
    implements ApiObject, NetworkPolicyBuilder.With {
  /// An empty draft.
  public static NetworkPolicyBuilder builder() {
    return new NetworkPolicyBuilder();
  }
}
