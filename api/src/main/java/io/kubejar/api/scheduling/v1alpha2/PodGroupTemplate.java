package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What new groups of pods of a workload look like.
///
/// @param name Name that is unique within the workload.
/// @param schedulingPolicy How the pods of a group are scheduled.
/// @param schedulingConstraints Where they may go together.
/// @param resourceClaims Claims that the pods of a group share, at most four.
/// @param disruptionMode Whether pods are driven out one by one (`Pod`) or only all together
///   (`PodGroup`).
/// @param priorityClassName Priority class of the group.
/// @param priority Value of the priority class; set by the server.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupTemplate",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupTemplate")
public record PodGroupTemplate(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) PodGroupSchedulingPolicy schedulingPolicy,
    @Field(tag = 3, always = true, gate = "TopologyAwareWorkloadScheduling")
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
            oneOf = {"Pod", "PodGroup"},
            gate = "WorkloadAwarePreemption")
        @Nullable String disruptionMode,
    @Field(tag = 6, gate = "WorkloadAwarePreemption") String priorityClassName,
    @Field(tag = 7, format = "int32", gate = "WorkloadAwarePreemption") @Nullable Integer priority)
    implements PodGroupTemplateBuilder.With {
  public PodGroupTemplate {
    resourceClaims = List.copyOf(resourceClaims);
  }

  /// An empty draft.
  public static PodGroupTemplateBuilder builder() {
    return new PodGroupTemplateBuilder();
  }
}
