package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// A target for the average over the pods of a metric that each of them reports.
///
/// @param metricName Name of the custom metric reported for every pod.
/// @param targetAverageValue Mean aimed at for the metric over all pods of the target.
/// @param selector Labels that narrow the metric down further; absent uses the name alone.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.PodsMetricSource",
    proto = "k8s.io.api.autoscaling.v1.PodsMetricSource")
public record PodsMetricSource(
    @Field(tag = 1, required = true, always = true) String metricName,
    @Field(tag = 2, required = true, always = true) Quantity targetAverageValue,
    @Field(tag = 3) @Nullable LabelSelector selector)
    implements PodsMetricSourceBuilder.With {
  /// An empty draft.
  public static PodsMetricSourceBuilder builder() {
    return new PodsMetricSourceBuilder();
  }
}
