package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Tests on a node's labels and fields that must all hold. A term with no tests matches no node.
///
/// @param matchExpressions Tests on the node's labels, all of which have to hold.
/// @param matchFields Tests on the node's fields, in practice only `metadata.name`, all of which
///   have to hold.
@ApiType(
    value = "io.k8s.api.core.v1.NodeSelectorTerm",
    proto = "k8s.io.api.core.v1.NodeSelectorTerm",
    atomic = true)
public record NodeSelectorTerm(
    @Field(tag = 1, list = ListType.ATOMIC) List<NodeSelectorRequirement> matchExpressions,
    @Field(tag = 2, list = ListType.ATOMIC) List<NodeSelectorRequirement> matchFields)
    implements NodeSelectorTermBuilder.With {
  public NodeSelectorTerm {
    matchExpressions = List.copyOf(matchExpressions);
    matchFields = List.copyOf(matchFields);
  }

  /// An empty draft.
  public static NodeSelectorTermBuilder builder() {
    return new NodeSelectorTermBuilder();
  }
}
