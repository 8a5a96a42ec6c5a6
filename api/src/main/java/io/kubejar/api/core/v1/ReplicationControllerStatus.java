package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The numbers of pods that exist, are ready and are available, as last counted by the controller.
///
/// @param replicas Number of pods most recently observed by the controller.
/// @param fullyLabeledReplicas Pods carrying all labels of the pod template.
/// @param readyReplicas Number of observed pods whose `Ready` condition is true.
/// @param availableReplicas Pods that have been ready for at least `minReadySeconds`.
/// @param observedGeneration Generation of the controller object on which this status is based.
/// @param conditions Observed problems and facts, one entry per type.
@ApiType(
    value = "io.k8s.api.core.v1.ReplicationControllerStatus",
    proto = "k8s.io.api.core.v1.ReplicationControllerStatus")
public record ReplicationControllerStatus(
    @Field(tag = 1, required = true, always = true, format = "int32") int replicas,
    @Field(tag = 2, format = "int32") int fullyLabeledReplicas,
    @Field(tag = 4, format = "int32") int readyReplicas,
    @Field(tag = 5, format = "int32") int availableReplicas,
    @Field(tag = 3, format = "int64") long observedGeneration,
    @Field(tag = 6, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<ReplicationControllerCondition> conditions)
    implements ReplicationControllerStatusBuilder.With {
  public ReplicationControllerStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ReplicationControllerStatusBuilder builder() {
    return new ReplicationControllerStatusBuilder();
  }
}
