package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of a node: pod address ranges, provider ID, taints, and whether new pods are kept
/// off it.
///
/// @param podCIDR Address range from which pods on this node get their addresses.
/// @param podCIDRs All pod address ranges, at most one per IP family; the first equals `podCIDR`.
/// @param providerID Identifier of the machine at its cloud provider, in the form
///   `provider://details`.
/// @param unschedulable Keep new pods away from the node, as `kubectl cordon` does; default false.
/// @param taints Marks that repel or evict pods lacking a matching toleration.
/// @param configSource Former dynamic kubelet configuration; kept for compatibility, no longer has
///   any effect.
/// @param externalID Obsolete external identifier that only very old kubelets set.
@ApiType(value = "io.k8s.api.core.v1.NodeSpec", proto = "k8s.io.api.core.v1.NodeSpec")
public record NodeSpec(
    @Field(tag = 1) String podCIDR,
    @Field(tag = 7, list = ListType.SET, patch = "merge") List<String> podCIDRs,
    @Field(tag = 3) String providerID,
    @Field(tag = 4) boolean unschedulable,
    @Field(tag = 5, list = ListType.ATOMIC) List<Taint> taints,
    @Field(tag = 6) @Nullable NodeConfigSource configSource,
    @Field(tag = 2) String externalID)
    implements NodeSpecBuilder.With {
  public NodeSpec {
    podCIDRs = List.copyOf(podCIDRs);
    taints = List.copyOf(taints);
  }

  /// An empty draft.
  public static NodeSpecBuilder builder() {
    return new NodeSpecBuilder();
  }
}
