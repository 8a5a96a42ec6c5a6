package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One metric to scale by, with its target. The member named by `type` is set.
///
/// @param type Selects the one field filled below: `Object`, `Pods`, `Resource`,
///   `ContainerResource` or `External`.
/// @param object Goal for a metric of one Kubernetes object, such as an ingress's request rate.
/// @param pods Goal for a custom metric averaged over the pods of the target.
/// @param resource Goal for CPU or memory, summed over the containers of each pod.
/// @param containerResource Goal for CPU or memory of one named container in each pod.
/// @param external Goal for a metric from outside the cluster, such as a queue's length.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.MetricSpec",
    proto = "k8s.io.api.autoscaling.v2.MetricSpec")
public record MetricSpec(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"ContainerResource", "External", "Object", "Pods", "Resource"})
        String type,
    @Field(tag = 2) @Nullable ObjectMetricSource object,
    @Field(tag = 3) @Nullable PodsMetricSource pods,
    @Field(tag = 4) @Nullable ResourceMetricSource resource,
    @Field(tag = 7) @Nullable ContainerResourceMetricSource containerResource,
    @Field(tag = 5) @Nullable ExternalMetricSource external)
    implements MetricSpecBuilder.With {
  /// An empty draft.
  public static MetricSpecBuilder builder() {
    return new MetricSpecBuilder();
  }
}
