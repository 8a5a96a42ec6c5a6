package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that changes the replica count of a workload by one or more metrics.
///
/// @param metadata Standard object metadata: name, namespace, labels, annotations and so on.
/// @param spec Target of the scaling, its bounds, the metrics and the pace of change.
/// @param status Replica counts, metric values and conditions as last seen by the autoscaler.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler",
    proto = "k8s.io.api.autoscaling.v2.HorizontalPodAutoscaler",
    group = "autoscaling",
    version = "v2",
    kind = "HorizontalPodAutoscaler")
public record HorizontalPodAutoscaler(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true) HorizontalPodAutoscalerSpec spec,
    @Field(tag = 3) HorizontalPodAutoscalerStatus status)
    implements ApiObject, HorizontalPodAutoscalerBuilder.With {
  /// An empty draft.
  public static HorizontalPodAutoscalerBuilder builder() {
    return new HorizontalPodAutoscalerBuilder();
  }
}
