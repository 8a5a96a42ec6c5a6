package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The replica counts found and aimed at, the current CPU percentage, and the time of the last
/// scaling.
///
/// @param observedGeneration Latest `metadata.generation` of this object that the autoscaler has
///   processed.
/// @param lastScaleTime When the autoscaler last changed the number of replicas.
/// @param currentReplicas Replicas the target had when the autoscaler last looked.
/// @param desiredReplicas Replicas the autoscaler last worked out as appropriate.
/// @param currentCPUUtilizationPercentage Measured mean CPU usage in percent of requests, e.g. 70;
///   absent if unknown.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.HorizontalPodAutoscalerStatus",
    proto = "k8s.io.api.autoscaling.v1.HorizontalPodAutoscalerStatus")
public record HorizontalPodAutoscalerStatus(
    @Field(tag = 1, format = "int64") @Nullable Long observedGeneration,
    @Field(tag = 2) @Nullable Time lastScaleTime,
    @Field(tag = 3, required = true, always = true, format = "int32") int currentReplicas,
    @Field(tag = 4, required = true, always = true, format = "int32") int desiredReplicas,
    @Field(tag = 5, format = "int32") @Nullable Integer currentCPUUtilizationPercentage)
    implements HorizontalPodAutoscalerStatusBuilder.With {
  /// An empty draft.
  public static HorizontalPodAutoscalerStatusBuilder builder() {
    return new HorizontalPodAutoscalerStatusBuilder();
  }
}
