package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Where the pods of a group may go together.
///
/// @param topology Domains that they have to share, at most one.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupSchedulingConstraints",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupSchedulingConstraints")
public record PodGroupSchedulingConstraints(
    @Field(tag = 1, list = ListType.ATOMIC) List<TopologyConstraint> topology)
    implements PodGroupSchedulingConstraintsBuilder.With {
  public PodGroupSchedulingConstraints {
    topology = List.copyOf(topology);
  }

  /// An empty draft.
  public static PodGroupSchedulingConstraintsBuilder builder() {
    return new PodGroupSchedulingConstraintsBuilder();
  }
}
