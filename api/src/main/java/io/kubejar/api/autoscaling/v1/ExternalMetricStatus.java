package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The current value of an external metric, in total or per pod.
///
/// @param metricName Name of the metric in the monitoring system outside the cluster.
/// @param metricSelector Labels choosing particular time series of the metric; optional.
/// @param currentValue Total value of the external metric as last measured.
/// @param currentAverageValue Last measured value divided by the number of pods.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ExternalMetricStatus",
    proto = "k8s.io.api.autoscaling.v1.ExternalMetricStatus")
public record ExternalMetricStatus(
    @Field(tag = 1, required = true, always = true) String metricName,
    @Field(tag = 2) @Nullable LabelSelector metricSelector,
    @Field(tag = 3, required = true, always = true) Quantity currentValue,
    @Field(tag = 4) @Nullable Quantity currentAverageValue)
    implements ExternalMetricStatusBuilder.With {
  /// An empty draft.
  public static ExternalMetricStatusBuilder builder() {
    return new ExternalMetricStatusBuilder();
  }
}
