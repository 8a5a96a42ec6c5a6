package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that changes the replica count of a workload by its load; this version knows
/// the CPU target only and keeps the rest in annotations.
///
/// @param metadata Standard object metadata; version 2 settings survive here as annotations.
/// @param spec Target of the scaling, its bounds, and the CPU goal.
/// @param status Replica counts and CPU usage as last seen by the autoscaler.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler",
    proto = "k8s.io.api.autoscaling.v1.HorizontalPodAutoscaler",
    group = "autoscaling",
    version = "v1",
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
