package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a replica set, such as a failure to create or delete pods.
///
/// @param type Name of the condition; `ReplicaFailure` signals that pods could not be created or
///   deleted.
/// @param status Whether the condition holds: `True`, `False` or `Unknown` if it cannot be told.
/// @param lastTransitionTime Moment at which the condition's status most recently took another
///   value.
/// @param reason CamelCase code saying why the condition last changed, for programs to match.
/// @param message Text for people with particulars of the latest change of this condition.
@ApiType(
    value = "io.k8s.api.apps.v1.ReplicaSetCondition",
    proto = "k8s.io.api.apps.v1.ReplicaSetCondition")
public record ReplicaSetCondition(
    @Field(tag = 1, required = true, always = true, known = "ReplicaFailure") String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements ReplicaSetConditionBuilder.With {
  /// An empty draft.
  public static ReplicaSetConditionBuilder builder() {
    return new ReplicaSetConditionBuilder();
  }
}
