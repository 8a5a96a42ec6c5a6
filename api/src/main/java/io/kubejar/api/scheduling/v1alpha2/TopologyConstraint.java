package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A domain that all pods of a group share.
///
/// @param key Label of nodes whose value names the domain.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.TopologyConstraint",
    proto = "k8s.io.api.scheduling.v1alpha2.TopologyConstraint")
public record TopologyConstraint(@Field(tag = 1, required = true, always = true) String key)
    implements TopologyConstraintBuilder.With {
  /// An empty draft.
  public static TopologyConstraintBuilder builder() {
    return new TopologyConstraintBuilder();
  }
}
