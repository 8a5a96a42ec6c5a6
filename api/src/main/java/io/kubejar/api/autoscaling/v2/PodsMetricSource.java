package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A target for the average over the pods of a metric that each of them reports.
///
/// @param metric Name and optional selector by which the metric is looked up.
/// @param target Goal for the metric's mean over the pods; only `AverageValue` makes sense.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.PodsMetricSource",
    proto = "k8s.io.api.autoscaling.v2.PodsMetricSource")
public record PodsMetricSource(
    @Field(tag = 1, required = true, always = true) MetricIdentifier metric,
    @Field(tag = 2, required = true, always = true) MetricTarget target)
    implements PodsMetricSourceBuilder.With {
  /// An empty draft.
  public static PodsMetricSourceBuilder builder() {
    return new PodsMetricSourceBuilder();
  }
}
