package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The current value of an external metric.
///
/// @param metric Name and optional selector by which the metric is looked up.
/// @param current Figure that was last measured, in the forms that apply.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.ExternalMetricStatus",
    proto = "k8s.io.api.autoscaling.v2.ExternalMetricStatus")
public record ExternalMetricStatus(
    @Field(tag = 1, required = true, always = true) MetricIdentifier metric,
    @Field(tag = 2, required = true, always = true) MetricValueStatus current)
    implements ExternalMetricStatusBuilder.With {
  /// An empty draft.
  public static ExternalMetricStatusBuilder builder() {
    return new ExternalMetricStatusBuilder();
  }
}
