package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replica counts found and aimed at, the last readings of the metrics, and the conditions.
///
/// @param observedGeneration Latest `metadata.generation` of this object that the autoscaler has
///   processed.
/// @param lastScaleTime When the autoscaler last changed the number of replicas.
/// @param currentReplicas Replicas the target had when the autoscaler last looked.
/// @param desiredReplicas Replicas the autoscaler last worked out as appropriate.
/// @param currentMetrics Values last read for the metrics that the autoscaler uses.
/// @param conditions Whether scaling is possible, active or limited, keyed by `type`.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerStatus",
    proto = "k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerStatus")
public record HorizontalPodAutoscalerStatus(
    @Field(tag = 1, format = "int64") @Nullable Long observedGeneration,
    @Field(tag = 2) @Nullable Time lastScaleTime,
    @Field(tag = 3, format = "int32") int currentReplicas,
    @Field(tag = 4, required = true, always = true, format = "int32") int desiredReplicas,
    @Field(tag = 5, always = true, list = ListType.ATOMIC) List<MetricStatus> currentMetrics,
    @Field(tag = 6, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<HorizontalPodAutoscalerCondition> conditions)
    implements HorizontalPodAutoscalerStatusBuilder.With {
  public HorizontalPodAutoscalerStatus {
    currentMetrics = List.copyOf(currentMetrics);
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static HorizontalPodAutoscalerStatusBuilder builder() {
    return new HorizontalPodAutoscalerStatusBuilder();
  }
}
