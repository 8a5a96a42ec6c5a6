package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The name of a metric and a label selector that narrows it.
///
/// @param name Name under which the metrics API provides the metric.
/// @param selector Labels that narrow the metric down further; absent uses the name alone.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.MetricIdentifier",
    proto = "k8s.io.api.autoscaling.v2.MetricIdentifier")
public record MetricIdentifier(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) @Nullable LabelSelector selector)
    implements MetricIdentifierBuilder.With {
  /// An empty draft.
  public static MetricIdentifierBuilder builder() {
    return new MetricIdentifierBuilder();
  }
}
