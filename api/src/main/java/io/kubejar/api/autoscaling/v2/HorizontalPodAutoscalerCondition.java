package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of an autoscaler, such as whether it is able to scale or is held at a bound.
///
/// @param type Name of the condition: `ScalingActive`, `AbleToScale`, `ScalingLimited` or
///   `ScaledToZero`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown` if it cannot be told.
/// @param lastTransitionTime Moment at which the condition's status most recently took another
///   value.
/// @param reason CamelCase code saying why the condition last changed, for programs to match.
/// @param message Text for people with particulars of the latest change of this condition.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerCondition",
    proto = "k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerCondition")
public record HorizontalPodAutoscalerCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"AbleToScale", "ScaledToZero", "ScalingActive", "ScalingLimited"})
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements HorizontalPodAutoscalerConditionBuilder.With {
  /// An empty draft.
  public static HorizontalPodAutoscalerConditionBuilder builder() {
    return new HorizontalPodAutoscalerConditionBuilder();
  }
}
