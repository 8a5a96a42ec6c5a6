package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The last reading of one metric. The member named by `type` is set.
///
/// @param type Selects the one field filled below: `Object`, `Pods`, `Resource`,
///   `ContainerResource` or `External`.
/// @param object Reading of a metric that describes one Kubernetes object.
/// @param pods Reading of a custom metric averaged over the pods of the target.
/// @param resource Reading of CPU or memory, summed over the containers of each pod.
/// @param containerResource Reading of CPU or memory of one named container in each pod.
/// @param external Reading of a metric that comes from outside the cluster.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.MetricStatus",
    proto = "k8s.io.api.autoscaling.v2.MetricStatus")
public record MetricStatus(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"ContainerResource", "External", "Object", "Pods", "Resource"})
        String type,
    @Field(tag = 2) @Nullable ObjectMetricStatus object,
    @Field(tag = 3) @Nullable PodsMetricStatus pods,
    @Field(tag = 4) @Nullable ResourceMetricStatus resource,
    @Field(tag = 7) @Nullable ContainerResourceMetricStatus containerResource,
    @Field(tag = 5) @Nullable ExternalMetricStatus external)
    implements MetricStatusBuilder.With {
  /// An empty draft.
  public static MetricStatusBuilder builder() {
    return new MetricStatusBuilder();
  }
}
