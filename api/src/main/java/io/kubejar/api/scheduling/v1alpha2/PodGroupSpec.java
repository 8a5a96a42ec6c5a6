package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a group of pods is scheduled.
///
/// @param podGroupTemplateRef Template that the group was made from, if any.
/// @param schedulingPolicy How the pods are scheduled.
/// @param schedulingConstraints Where they may go together.
/// @param resourceClaims Claims that the pods share, at most four.
/// @param disruptionMode Whether pods are driven out one by one (`Pod`) or only all together
///   (`PodGroup`).
/// @param priorityClassName Priority class of the group.
/// @param priority Value of the priority class; set by the server.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupSpec",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupSpec")
public record PodGroupSpec(
    @Field(tag = 1, always = true) @Nullable PodGroupTemplateReference podGroupTemplateRef,
    @Field(tag = 2, required = true, always = true) PodGroupSchedulingPolicy schedulingPolicy,
    @Field(tag = 3, gate = "TopologyAwareWorkloadScheduling")
        @Nullable PodGroupSchedulingConstraints schedulingConstraints,
    @Field(
            tag = 4,
            list = ListType.MAP,
            keys = "name",
            patch = {"merge", "retainKeys"},
            mergeKey = "name",
            gate = "DRAWorkloadResourceClaims")
        List<PodGroupResourceClaim> resourceClaims,
    @Field(
            tag = 5,
            byDefault = "\"Pod\"",
            oneOf = {"Pod", "PodGroup"},
            gate = "WorkloadAwarePreemption")
        @Nullable String disruptionMode,
    @Field(tag = 6, gate = "WorkloadAwarePreemption") String priorityClassName,
    @Field(tag = 7, format = "int32", gate = "WorkloadAwarePreemption") @Nullable Integer priority)
    implements PodGroupSpecBuilder.With {
  public PodGroupSpec {
    resourceClaims = List.copyOf(resourceClaims);
  }

  /// An empty draft.
  public static PodGroupSpecBuilder builder() {
    return new PodGroupSpecBuilder();
  }
}
