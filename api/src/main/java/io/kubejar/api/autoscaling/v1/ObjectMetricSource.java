package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// A target for a metric that describes one object in the namespace, such as requests per second of
/// an Ingress.
///
/// @param target Object in the same namespace to which the metric belongs.
/// @param metricName Name of the custom metric that describes the object.
/// @param targetValue Value aimed at for the metric as a whole.
/// @param selector Labels that narrow the metric down further; absent uses the name alone.
/// @param averageValue Value aimed at after dividing the metric by the number of pods.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ObjectMetricSource",
    proto = "k8s.io.api.autoscaling.v1.ObjectMetricSource")
public record ObjectMetricSource(
    @Field(tag = 1, required = true, always = true) CrossVersionObjectReference target,
    @Field(tag = 2, required = true, always = true) String metricName,
    @Field(tag = 3, required = true, always = true) Quantity targetValue,
    @Field(tag = 4) @Nullable LabelSelector selector,
    @Field(tag = 5) @Nullable Quantity averageValue)
    implements ObjectMetricSourceBuilder.With {
  /// An empty draft.
  public static ObjectMetricSourceBuilder builder() {
    return new ObjectMetricSourceBuilder();
  }
}
