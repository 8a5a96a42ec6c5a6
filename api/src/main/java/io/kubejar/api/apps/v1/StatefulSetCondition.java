package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a stateful set.
///
/// @param type Name of the condition; no built-in values are defined for stateful sets.
/// @param status Whether the condition holds: `True`, `False` or `Unknown` if it cannot be told.
/// @param lastTransitionTime Moment at which the condition's status most recently took another
///   value.
/// @param reason CamelCase code saying why the condition last changed, for programs to match.
/// @param message Text for people with particulars of the latest change of this condition.
@ApiType(
    value = "io.k8s.api.apps.v1.StatefulSetCondition",
    proto = "k8s.io.api.apps.v1.StatefulSetCondition")
public record StatefulSetCondition(
    @Field(tag = 1, required = true, always = true) String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements StatefulSetConditionBuilder.With {
  /// An empty draft.
  public static StatefulSetConditionBuilder builder() {
    return new StatefulSetConditionBuilder();
  }
}
