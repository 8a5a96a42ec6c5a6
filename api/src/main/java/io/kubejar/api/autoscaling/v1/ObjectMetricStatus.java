package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The current value of a metric that describes one object.
///
/// @param target Object in the same namespace to which the metric belongs.
/// @param metricName Name of the custom metric that describes the object.
/// @param currentValue Value of the object's metric as it was last measured.
/// @param selector Labels that narrow the metric down further; absent uses the name alone.
/// @param averageValue Last measured value of the metric divided by the number of pods.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ObjectMetricStatus",
    proto = "k8s.io.api.autoscaling.v1.ObjectMetricStatus")
public record ObjectMetricStatus(
    @Field(tag = 1, required = true, always = true) CrossVersionObjectReference target,
    @Field(tag = 2, required = true, always = true) String metricName,
    @Field(tag = 3, required = true, always = true) Quantity currentValue,
    @Field(tag = 4) @Nullable LabelSelector selector,
    @Field(tag = 5) @Nullable Quantity averageValue)
    implements ObjectMetricStatusBuilder.With {
  /// An empty draft.
  public static ObjectMetricStatusBuilder builder() {
    return new ObjectMetricStatusBuilder();
  }
}
