package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of pods that exist, are ready, are available and are terminating.
///
/// @param replicas Non-terminating pods currently matched and owned, whatever their readiness.
/// @param fullyLabeledReplicas Non-terminating pods that carry all labels given in the template.
/// @param readyReplicas Non-terminating pods whose `Ready` condition is true right now.
/// @param availableReplicas Non-terminating pods that have been ready for `minReadySeconds` or
///   longer.
/// @param terminatingReplicas Pods being deleted that have not reached `Succeeded` or `Failed` yet.
/// @param observedGeneration Latest `metadata.generation` that the replica set controller has
///   processed.
/// @param conditions Current observations about the replica set, keyed by `type`.
@ApiType(
    value = "io.k8s.api.apps.v1.ReplicaSetStatus",
    proto = "k8s.io.api.apps.v1.ReplicaSetStatus")
public record ReplicaSetStatus(
    @Field(tag = 1, required = true, always = true, format = "int32") int replicas,
    @Field(tag = 2, format = "int32") int fullyLabeledReplicas,
    @Field(tag = 4, format = "int32") int readyReplicas,
    @Field(tag = 5, format = "int32") int availableReplicas,
    @Field(tag = 7, format = "int32", gate = "DeploymentReplicaSetTerminatingReplicas")
        @Nullable Integer terminatingReplicas,
    @Field(tag = 3, format = "int64") long observedGeneration,
    @Field(tag = 6, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<ReplicaSetCondition> conditions)
    implements ReplicaSetStatusBuilder.With {
  public ReplicaSetStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ReplicaSetStatusBuilder builder() {
    return new ReplicaSetStatusBuilder();
  }
}
