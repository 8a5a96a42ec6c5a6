package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a replication controller, such as a failure to create pods.
///
/// @param type Aspect that is described; the only one defined is `ReplicaFailure`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown`.
/// @param lastTransitionTime When the status of this condition last switched to another value.
/// @param reason CamelCase word telling programs why the condition last changed.
/// @param message Explanation of the most recent change, meant for people.
@ApiType(
    value = "io.k8s.api.core.v1.ReplicationControllerCondition",
    proto = "k8s.io.api.core.v1.ReplicationControllerCondition")
public record ReplicationControllerCondition(
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
    implements ReplicationControllerConditionBuilder.With {
  /// An empty draft.
  public static ReplicationControllerConditionBuilder builder() {
    return new ReplicationControllerConditionBuilder();
  }
}
