package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Rules that draw a pod to places where certain other pods run, checked when it is scheduled.
///
/// @param requiredDuringSchedulingIgnoredDuringExecution Terms that all have to be satisfied when
///   the pod is placed; later label changes do not evict it.
/// @param preferredDuringSchedulingIgnoredDuringExecution Weighted terms; nodes scoring the highest
///   sum are favoured, but none of them is compulsory.
@ApiType(value = "io.k8s.api.core.v1.PodAffinity", proto = "k8s.io.api.core.v1.PodAffinity")
public record PodAffinity(
    @Field(tag = 1, list = ListType.ATOMIC)
        List<PodAffinityTerm> requiredDuringSchedulingIgnoredDuringExecution,
    @Field(tag = 2, list = ListType.ATOMIC)
        List<WeightedPodAffinityTerm> preferredDuringSchedulingIgnoredDuringExecution)
    implements PodAffinityBuilder.With {
  public PodAffinity {
    requiredDuringSchedulingIgnoredDuringExecution =
        List.copyOf(requiredDuringSchedulingIgnoredDuringExecution);
    preferredDuringSchedulingIgnoredDuringExecution =
        List.copyOf(preferredDuringSchedulingIgnoredDuringExecution);
  }

  /// An empty draft.
  public static PodAffinityBuilder builder() {
    return new PodAffinityBuilder();
  }
}
