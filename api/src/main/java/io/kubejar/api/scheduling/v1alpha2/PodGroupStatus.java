package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Whether a group was scheduled.
///
/// @param conditions Observations, such as `PodGroupScheduled`.
/// @param resourceClaimStatuses Claims that were made for the group from templates.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupStatus",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupStatus")
public record PodGroupStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions,
    @Field(
            tag = 2,
            list = ListType.MAP,
            keys = "name",
            patch = {"merge", "retainKeys"},
            mergeKey = "name",
            gate = "DRAWorkloadResourceClaims")
        List<PodGroupResourceClaimStatus> resourceClaimStatuses)
    implements PodGroupStatusBuilder.With {
  public PodGroupStatus {
    conditions = List.copyOf(conditions);
    resourceClaimStatuses = List.copyOf(resourceClaimStatuses);
  }

  /// An empty draft.
  public static PodGroupStatusBuilder builder() {
    return new PodGroupStatusBuilder();
  }
}
