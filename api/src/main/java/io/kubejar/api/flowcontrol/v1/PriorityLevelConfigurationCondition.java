package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a priority level.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationCondition",
    proto = "k8s.io.api.flowcontrol.v1.PriorityLevelConfigurationCondition")
public record PriorityLevelConfigurationCondition(
    @Field(tag = 1) String type,
    @Field(
            tag = 2,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements PriorityLevelConfigurationConditionBuilder.With {
  /// An empty draft.
  public static PriorityLevelConfigurationConditionBuilder builder() {
    return new PriorityLevelConfigurationConditionBuilder();
  }
}
