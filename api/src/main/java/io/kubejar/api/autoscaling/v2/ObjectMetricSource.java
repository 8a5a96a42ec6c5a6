package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A target for a metric that describes one object in the namespace.
///
/// @param describedObject Object in the same namespace to which the metric belongs.
/// @param target Goal for the metric, as a total `Value` or an `AverageValue` per pod.
/// @param metric Name and optional selector by which the metric is looked up.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.ObjectMetricSource",
    proto = "k8s.io.api.autoscaling.v2.ObjectMetricSource")
public record ObjectMetricSource(
    @Field(tag = 1, required = true, always = true) CrossVersionObjectReference describedObject,
    @Field(tag = 2, required = true, always = true) MetricTarget target,
    @Field(tag = 3, required = true, always = true) MetricIdentifier metric)
    implements ObjectMetricSourceBuilder.With {
  /// An empty draft.
  public static ObjectMetricSourceBuilder builder() {
    return new ObjectMetricSourceBuilder();
  }
}
