package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Tests on topology labels that must all hold.
///
/// @param matchLabelExpressions Label tests that the topology has to pass, all of them.
@ApiType(
    value = "io.k8s.api.core.v1.TopologySelectorTerm",
    proto = "k8s.io.api.core.v1.TopologySelectorTerm",
    atomic = true)
public record TopologySelectorTerm(
    @Field(tag = 1, list = ListType.ATOMIC)
        List<TopologySelectorLabelRequirement> matchLabelExpressions)
    implements TopologySelectorTermBuilder.With {
  public TopologySelectorTerm {
    matchLabelExpressions = List.copyOf(matchLabelExpressions);
  }

  /// An empty draft.
  public static TopologySelectorTermBuilder builder() {
    return new TopologySelectorTermBuilder();
  }
}
