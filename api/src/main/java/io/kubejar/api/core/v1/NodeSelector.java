package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A choice of nodes made of terms; a node is chosen when at least one term matches.
///
/// @param nodeSelectorTerms Alternatives, of which at least one has to match the node.
@ApiType(
    value = "io.k8s.api.core.v1.NodeSelector",
    proto = "k8s.io.api.core.v1.NodeSelector",
    atomic = true)
public record NodeSelector(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<NodeSelectorTerm> nodeSelectorTerms)
    implements NodeSelectorBuilder.With {
  public NodeSelector {
    nodeSelectorTerms = List.copyOf(nodeSelectorTerms);
  }

  /// An empty draft.
  public static NodeSelectorBuilder builder() {
    return new NodeSelectorBuilder();
  }
}
