package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A list of pod controllers whose pods a node would rather not receive, stored as JSON in a node
/// annotation.
///
/// @param preferAvoidPods Pod signatures that should preferably not be placed on this node, without
///   duplicates.
@ApiType(value = "io.k8s.api.core.v1.AvoidPods", proto = "k8s.io.api.core.v1.AvoidPods")
public record AvoidPods(
    @Field(tag = 1, list = ListType.ATOMIC) List<PreferAvoidPodsEntry> preferAvoidPods)
    implements AvoidPodsBuilder.With {
  public AvoidPods {
    preferAvoidPods = List.copyOf(preferAvoidPods);
  }

  /// An empty draft.
  public static AvoidPodsBuilder builder() {
    return new AvoidPodsBuilder();
  }
}
