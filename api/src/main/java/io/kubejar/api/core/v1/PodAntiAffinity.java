package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Rules that keep a pod away from places where certain other pods run, checked when it is
/// scheduled.
///
/// @param requiredDuringSchedulingIgnoredDuringExecution Terms none of which may match pods in the
///   chosen domain; only checked when placing the pod.
/// @param preferredDuringSchedulingIgnoredDuringExecution Weighted terms the scheduler tries to
///   avoid, which may still be violated if nothing better fits.
@ApiType(value = "io.k8s.api.core.v1.PodAntiAffinity", proto = "k8s.io.api.core.v1.PodAntiAffinity")
public record PodAntiAffinity(
    @Field(tag = 1, list = ListType.ATOMIC)
        List<PodAffinityTerm> requiredDuringSchedulingIgnoredDuringExecution,
    @Field(tag = 2, list = ListType.ATOMIC)
        List<WeightedPodAffinityTerm> preferredDuringSchedulingIgnoredDuringExecution)
    implements PodAntiAffinityBuilder.With {
  public PodAntiAffinity {
    requiredDuringSchedulingIgnoredDuringExecution =
        List.copyOf(requiredDuringSchedulingIgnoredDuringExecution);
    preferredDuringSchedulingIgnoredDuringExecution =
        List.copyOf(preferredDuringSchedulingIgnoredDuringExecution);
  }

  /// An empty draft.
  public static PodAntiAffinityBuilder builder() {
    return new PodAntiAffinityBuilder();
  }
}
