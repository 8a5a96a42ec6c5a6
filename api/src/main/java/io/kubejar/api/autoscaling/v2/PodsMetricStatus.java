package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The current average over the pods of a metric that each of them reports.
///
/// @param metric Name and optional selector by which the metric is looked up.
/// @param current Figure that was last measured, in the forms that apply.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.PodsMetricStatus",
    proto = "k8s.io.api.autoscaling.v2.PodsMetricStatus")
public record PodsMetricStatus(
    @Field(tag = 1, required = true, always = true) MetricIdentifier metric,
    @Field(tag = 2, required = true, always = true) MetricValueStatus current)
    implements PodsMetricStatusBuilder.With {
  /// An empty draft.
  public static PodsMetricStatusBuilder builder() {
    return new PodsMetricStatusBuilder();
  }
}
