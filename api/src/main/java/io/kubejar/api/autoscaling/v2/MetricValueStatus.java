package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// A reading of a metric: a total, an average per pod, or an average percentage of the request.
///
/// @param value Total of the metric as it was last measured.
/// @param averageValue Mean of the metric over the pods as it was last measured.
/// @param averageUtilization Measured mean usage in percent of requests; only for resource metrics.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.MetricValueStatus",
    proto = "k8s.io.api.autoscaling.v2.MetricValueStatus")
public record MetricValueStatus(
    @Field(tag = 1) @Nullable Quantity value,
    @Field(tag = 2) @Nullable Quantity averageValue,
    @Field(tag = 3, format = "int32") @Nullable Integer averageUtilization)
    implements MetricValueStatusBuilder.With {
  /// An empty draft.
  public static MetricValueStatusBuilder builder() {
    return new MetricValueStatusBuilder();
  }
}
