package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The value aimed at: a total, an average per pod, or an average percentage of the request.
///
/// @param type Which goal is given: `Utilization`, `Value` or `AverageValue`; the matching field
///   must be set.
/// @param value Total aimed at for the metric, as a quantity above zero.
/// @param averageValue Mean per pod aimed at for the metric, as a quantity above zero.
/// @param averageUtilization Mean usage aimed at, in percent of requests; only for resource
///   metrics.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.MetricTarget",
    proto = "k8s.io.api.autoscaling.v2.MetricTarget")
public record MetricTarget(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"AverageValue", "Utilization", "Value"})
        String type,
    @Field(tag = 2) @Nullable Quantity value,
    @Field(tag = 3) @Nullable Quantity averageValue,
    @Field(tag = 4, format = "int32") @Nullable Integer averageUtilization)
    implements MetricTargetBuilder.With {
  /// An empty draft.
  public static MetricTargetBuilder builder() {
    return new MetricTargetBuilder();
  }
}
