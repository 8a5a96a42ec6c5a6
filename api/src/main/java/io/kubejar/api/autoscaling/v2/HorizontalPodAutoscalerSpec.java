package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The workload to scale, the bounds of its replica count, the metrics, and the pace. The metric
/// that calls for the most replicas wins.
///
/// @param scaleTargetRef Object with a scale subresource whose replica count gets adjusted.
/// @param minReplicas Fewest replicas to scale down to, default 1; 0 needs an `Object` or
///   `External` metric.
/// @param maxReplicas Most replicas to scale up to; may not be below `minReplicas`.
/// @param metrics Metrics to watch; the one asking for most replicas wins. Default is 80 percent
///   CPU utilization.
/// @param behavior Pace of scaling in each direction; sensible defaults apply where it is absent.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec",
    proto = "k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerSpec")
public record HorizontalPodAutoscalerSpec(
    @Field(tag = 1, required = true, always = true) CrossVersionObjectReference scaleTargetRef,
    @Field(tag = 2, format = "int32") @Nullable Integer minReplicas,
    @Field(tag = 3, required = true, always = true, format = "int32") int maxReplicas,
    @Field(tag = 4, list = ListType.ATOMIC) List<MetricSpec> metrics,
    @Field(tag = 5) @Nullable HorizontalPodAutoscalerBehavior behavior)
    implements HorizontalPodAutoscalerSpecBuilder.With {
  public HorizontalPodAutoscalerSpec {
    metrics = List.copyOf(metrics);
  }

  /// An empty draft.
  public static HorizontalPodAutoscalerSpecBuilder builder() {
    return new HorizontalPodAutoscalerSpecBuilder();
  }
}
