package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a deployment: `Available`, `Progressing` or `ReplicaFailure`.
///
/// @param type Name of the condition: `Available`, `Progressing` or `ReplicaFailure`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown` if it cannot be told.
/// @param lastUpdateTime When this condition was last refreshed, even if its status stayed the
///   same.
/// @param lastTransitionTime Moment at which the condition's status most recently took another
///   value.
/// @param reason CamelCase code saying why the condition last changed, for programs to match.
/// @param message Text for people with particulars of the latest change of this condition.
@ApiType(
    value = "io.k8s.api.apps.v1.DeploymentCondition",
    proto = "k8s.io.api.apps.v1.DeploymentCondition")
public record DeploymentCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Available", "Progressing", "ReplicaFailure"})
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 6, always = true) @Nullable Time lastUpdateTime,
    @Field(tag = 7, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements DeploymentConditionBuilder.With {
  /// An empty draft.
  public static DeploymentConditionBuilder builder() {
    return new DeploymentConditionBuilder();
  }
}
