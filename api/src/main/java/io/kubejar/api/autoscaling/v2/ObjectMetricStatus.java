package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The current value of a metric that describes one object.
///
/// @param metric Name and optional selector by which the metric is looked up.
/// @param current Figure that was last measured, in the forms that apply.
/// @param describedObject Object in the same namespace to which the metric belongs.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.ObjectMetricStatus",
    proto = "k8s.io.api.autoscaling.v2.ObjectMetricStatus")
public record ObjectMetricStatus(
    @Field(tag = 1, required = true, always = true) MetricIdentifier metric,
    @Field(tag = 2, required = true, always = true) MetricValueStatus current,
    @Field(tag = 3, required = true, always = true) CrossVersionObjectReference describedObject)
    implements ObjectMetricStatusBuilder.With {
  /// An empty draft.
  public static ObjectMetricStatusBuilder builder() {
    return new ObjectMetricStatusBuilder();
  }
}
