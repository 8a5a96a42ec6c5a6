package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of nodes that should have, have, or should not have the pod, and of pods that are
/// ready, available and up to date.
///
/// @param currentNumberScheduled Nodes that should run the daemon pod and do have at least one.
/// @param numberMisscheduled Nodes running a daemon pod although they are not supposed to have one.
/// @param desiredNumberScheduled Total of nodes on which a daemon pod ought to be running.
/// @param numberReady Eligible nodes whose daemon pod exists and reports being ready.
/// @param observedGeneration Latest `metadata.generation` that the controller has taken into
///   account.
/// @param updatedNumberScheduled Nodes whose daemon pod was made from the current template.
/// @param numberAvailable Eligible nodes whose pod has been ready for at least `minReadySeconds`.
/// @param numberUnavailable Eligible nodes that have no available daemon pod at present.
/// @param collisionCount Times a revision name hash clashed; mixed into the hash to obtain a fresh
///   name.
/// @param conditions Notable observations about the daemon set's state, keyed by `type`.
@ApiType(value = "io.k8s.api.apps.v1.DaemonSetStatus", proto = "k8s.io.api.apps.v1.DaemonSetStatus")
public record DaemonSetStatus(
    @Field(tag = 1, required = true, always = true, format = "int32") int currentNumberScheduled,
    @Field(tag = 2, required = true, always = true, format = "int32") int numberMisscheduled,
    @Field(tag = 3, required = true, always = true, format = "int32") int desiredNumberScheduled,
    @Field(tag = 4, required = true, always = true, format = "int32") int numberReady,
    @Field(tag = 5, format = "int64") long observedGeneration,
    @Field(tag = 6, format = "int32") int updatedNumberScheduled,
    @Field(tag = 7, format = "int32") int numberAvailable,
    @Field(tag = 8, format = "int32") int numberUnavailable,
    @Field(tag = 9, format = "int32") @Nullable Integer collisionCount,
    @Field(tag = 10, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<DaemonSetCondition> conditions)
    implements DaemonSetStatusBuilder.With {
  public DaemonSetStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static DaemonSetStatusBuilder builder() {
    return new DaemonSetStatusBuilder();
  }
}
