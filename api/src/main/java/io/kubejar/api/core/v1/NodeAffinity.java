package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules on which nodes a pod may run or would rather run, checked when it is scheduled and not
/// afterwards.
///
/// @param requiredDuringSchedulingIgnoredDuringExecution Node requirements that must be met when
///   placing the pod; later label changes do not evict it.
/// @param preferredDuringSchedulingIgnoredDuringExecution Weighted node preferences; nodes with the
///   highest sum of weights are favoured.
@ApiType(value = "io.k8s.api.core.v1.NodeAffinity", proto = "k8s.io.api.core.v1.NodeAffinity")
public record NodeAffinity(
    @Field(tag = 1) @Nullable NodeSelector requiredDuringSchedulingIgnoredDuringExecution,
    @Field(tag = 2, list = ListType.ATOMIC)
        List<PreferredSchedulingTerm> preferredDuringSchedulingIgnoredDuringExecution)
    implements NodeAffinityBuilder.With {
  public NodeAffinity {
    preferredDuringSchedulingIgnoredDuringExecution =
        List.copyOf(preferredDuringSchedulingIgnoredDuringExecution);
  }

  /// An empty draft.
  public static NodeAffinityBuilder builder() {
    return new NodeAffinityBuilder();
  }
}
