package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A preference for some nodes with a weight from 1 to 100 that is added to the score of a matching
/// node.
///
/// @param weight Points added to a node that matches, from 1 to 100.
/// @param preference Node term that is tested; an empty one matches every node.
@ApiType(
    value = "io.k8s.api.core.v1.PreferredSchedulingTerm",
    proto = "k8s.io.api.core.v1.PreferredSchedulingTerm")
public record PreferredSchedulingTerm(
    @Field(tag = 1, required = true, always = true, format = "int32") int weight,
    @Field(tag = 2, required = true, always = true) NodeSelectorTerm preference)
    implements PreferredSchedulingTermBuilder.With {
  /// An empty draft.
  public static PreferredSchedulingTermBuilder builder() {
    return new PreferredSchedulingTermBuilder();
  }
}
