package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Separate pacing rules for scaling up and scaling down.
///
/// @param scaleUp Rules for adding replicas; by default 4 pods or 100 percent per 15 seconds,
///   whichever is more.
/// @param scaleDown Rules for removing replicas; by default down to the minimum at once after a
///   300-second window.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerBehavior",
    proto = "k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerBehavior")
public record HorizontalPodAutoscalerBehavior(
    @Field(tag = 1) @Nullable HPAScalingRules scaleUp,
    @Field(tag = 2) @Nullable HPAScalingRules scaleDown)
    implements HorizontalPodAutoscalerBehaviorBuilder.With {
  /// An empty draft.
  public static HorizontalPodAutoscalerBehaviorBuilder builder() {
    return new HorizontalPodAutoscalerBehaviorBuilder();
  }
}
