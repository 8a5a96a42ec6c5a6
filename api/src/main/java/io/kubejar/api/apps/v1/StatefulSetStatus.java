package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of pods that exist, are ready and are at the current or the new revision, with the
/// revision names.
///
/// @param observedGeneration Latest `metadata.generation` that the stateful set controller has
///   processed.
/// @param replicas Pods that the controller has created for this set so far.
/// @param readyReplicas Pods of this set whose `Ready` condition is true right now.
/// @param currentReplicas Pods still built from the revision named in `currentRevision`.
/// @param updatedReplicas Pods already built from the revision named in `updateRevision`.
/// @param currentRevision Name of the revision from which not yet updated pods were made.
/// @param updateRevision Name of the revision that the rollout is heading for.
/// @param collisionCount Times a revision name hash clashed; mixed into the hash to obtain a fresh
///   name.
/// @param conditions Current observations about the stateful set, keyed by `type`.
/// @param availableReplicas Pods that have been ready for at least `minReadySeconds`.
@ApiType(
    value = "io.k8s.api.apps.v1.StatefulSetStatus",
    proto = "k8s.io.api.apps.v1.StatefulSetStatus")
public record StatefulSetStatus(
    @Field(tag = 1, format = "int64") long observedGeneration,
    @Field(tag = 2, required = true, always = true, format = "int32") int replicas,
    @Field(tag = 3, format = "int32") int readyReplicas,
    @Field(tag = 4, format = "int32") int currentReplicas,
    @Field(tag = 5, format = "int32") int updatedReplicas,
    @Field(tag = 6) String currentRevision,
    @Field(tag = 7) String updateRevision,
    @Field(tag = 9, format = "int32") @Nullable Integer collisionCount,
    @Field(tag = 10, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<StatefulSetCondition> conditions,
    @Field(tag = 11, always = true, format = "int32") int availableReplicas)
    implements StatefulSetStatusBuilder.With {
  public StatefulSetStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static StatefulSetStatusBuilder builder() {
    return new StatefulSetStatusBuilder();
  }
}
