package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The workload to scale, the bounds of its replica count, and the average CPU use aimed at in
/// percent of the request.
///
/// @param scaleTargetRef Object with a scale subresource whose replica count gets adjusted.
/// @param minReplicas Fewest replicas to scale down to, default 1; 0 requires a feature gate and
///   suitable metrics.
/// @param maxReplicas Most replicas to scale up to; may not be below `minReplicas`.
/// @param targetCPUUtilizationPercentage Mean CPU usage aimed at, in percent of requests; absent
///   applies the default policy of 80.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.HorizontalPodAutoscalerSpec",
    proto = "k8s.io.api.autoscaling.v1.HorizontalPodAutoscalerSpec")
public record HorizontalPodAutoscalerSpec(
    @Field(tag = 1, required = true, always = true) CrossVersionObjectReference scaleTargetRef,
    @Field(tag = 2, format = "int32") @Nullable Integer minReplicas,
    @Field(tag = 3, required = true, always = true, format = "int32") int maxReplicas,
    @Field(tag = 4, format = "int32") @Nullable Integer targetCPUUtilizationPercentage)
    implements HorizontalPodAutoscalerSpecBuilder.With {
  /// An empty draft.
  public static HorizontalPodAutoscalerSpecBuilder builder() {
    return new HorizontalPodAutoscalerSpecBuilder();
  }
}
