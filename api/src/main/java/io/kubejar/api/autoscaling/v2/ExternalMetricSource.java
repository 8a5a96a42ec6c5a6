package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A target for a metric that does not belong to any cluster object, such as the length of a queue.
///
/// @param metric Name and optional selector by which the metric is looked up.
/// @param target Goal for the metric, as a total `Value` or an `AverageValue` per pod.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.ExternalMetricSource",
    proto = "k8s.io.api.autoscaling.v2.ExternalMetricSource")
public record ExternalMetricSource(
    @Field(tag = 1, required = true, always = true) MetricIdentifier metric,
    @Field(tag = 2, required = true, always = true) MetricTarget target)
    implements ExternalMetricSourceBuilder.With {
  /// An empty draft.
  public static ExternalMetricSourceBuilder builder() {
    return new ExternalMetricSourceBuilder();
  }
}
