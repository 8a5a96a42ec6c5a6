package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The current average over the pods of a metric that each of them reports.
///
/// @param metricName Name of the custom metric reported for every pod.
/// @param currentAverageValue Measured mean of the metric over all pods of the target.
/// @param selector Labels that narrow the metric down further; absent uses the name alone.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.PodsMetricStatus",
    proto = "k8s.io.api.autoscaling.v1.PodsMetricStatus")
public record PodsMetricStatus(
    @Field(tag = 1, required = true, always = true) String metricName,
    @Field(tag = 2, required = true, always = true) Quantity currentAverageValue,
    @Field(tag = 3) @Nullable LabelSelector selector)
    implements PodsMetricStatusBuilder.With {
  /// An empty draft.
  public static PodsMetricStatusBuilder builder() {
    return new PodsMetricStatusBuilder();
  }
}
