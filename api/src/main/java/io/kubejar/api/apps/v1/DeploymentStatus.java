package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of pods that exist, are updated, ready and available, and the conditions of the
/// rollout.
///
/// @param observedGeneration Latest `metadata.generation` that the deployment controller has
///   processed.
/// @param replicas Non-terminating pods matched by the selector, old and new together.
/// @param updatedReplicas Non-terminating pods that already correspond to the current template.
/// @param readyReplicas Non-terminating pods of this deployment whose `Ready` condition is true.
/// @param availableReplicas Non-terminating pods that have been ready for at least
///   `minReadySeconds`.
/// @param unavailableReplicas Pods still missing for full availability: not running yet, not
///   created, or not ready.
/// @param terminatingReplicas Pods being deleted that have not reached `Succeeded` or `Failed` yet.
/// @param conditions Current observations such as progress and availability, keyed by `type`.
/// @param collisionCount Times the template hash clashed with another replica set's name; feeds the
///   next hash.
@ApiType(
    value = "io.k8s.api.apps.v1.DeploymentStatus",
    proto = "k8s.io.api.apps.v1.DeploymentStatus")
public record DeploymentStatus(
    @Field(tag = 1, format = "int64") long observedGeneration,
    @Field(tag = 2, format = "int32") int replicas,
    @Field(tag = 3, format = "int32") int updatedReplicas,
    @Field(tag = 7, format = "int32") int readyReplicas,
    @Field(tag = 4, format = "int32") int availableReplicas,
    @Field(tag = 5, format = "int32") int unavailableReplicas,
    @Field(tag = 9, format = "int32", gate = "DeploymentReplicaSetTerminatingReplicas")
        @Nullable Integer terminatingReplicas,
    @Field(tag = 6, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<DeploymentCondition> conditions,
    @Field(tag = 8, format = "int32") @Nullable Integer collisionCount)
    implements DeploymentStatusBuilder.With {
  public DeploymentStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static DeploymentStatusBuilder builder() {
    return new DeploymentStatusBuilder();
  }
}
