package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The pod group, by name in the same namespace, together with which a pod is to be scheduled.
///
/// @param podGroupName PodGroup in the same namespace with which this pod is scheduled.
@ApiType(
    value = "io.k8s.api.core.v1.PodSchedulingGroup",
    proto = "k8s.io.api.core.v1.PodSchedulingGroup")
public record PodSchedulingGroup(@Field(tag = 1) @Nullable String podGroupName)
    implements PodSchedulingGroupBuilder.With {
  /// An empty draft.
  public static PodSchedulingGroupBuilder builder() {
    return new PodSchedulingGroupBuilder();
  }
}
