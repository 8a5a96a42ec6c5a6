package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// A target for a metric that does not belong to any cluster object, in total or per pod.
///
/// @param metricName Name of the metric in the monitoring system outside the cluster.
/// @param metricSelector Labels choosing particular time series of the metric; optional.
/// @param targetValue Total value aimed at for the metric; excludes `targetAverageValue`.
/// @param targetAverageValue Value aimed at after dividing by the number of pods; excludes
///   `targetValue`.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ExternalMetricSource",
    proto = "k8s.io.api.autoscaling.v1.ExternalMetricSource")
public record ExternalMetricSource(
    @Field(tag = 1, required = true, always = true) String metricName,
    @Field(tag = 2) @Nullable LabelSelector metricSelector,
    @Field(tag = 3) @Nullable Quantity targetValue,
    @Field(tag = 4) @Nullable Quantity targetAverageValue)
    implements ExternalMetricSourceBuilder.With {
  /// An empty draft.
  public static ExternalMetricSourceBuilder builder() {
    return new ExternalMetricSourceBuilder();
  }
}
