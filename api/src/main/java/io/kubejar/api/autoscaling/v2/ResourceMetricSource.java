package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A target for CPU or memory use, averaged over the pods.
///
/// @param name Resource that is measured, as a rule `cpu` or `memory`.
/// @param target Goal for the resource, either `Utilization` in percent or `AverageValue` per pod.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.ResourceMetricSource",
    proto = "k8s.io.api.autoscaling.v2.ResourceMetricSource")
public record ResourceMetricSource(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "configmaps",
              "cpu",
              "ephemeral-storage",
              "limits.cpu",
              "limits.ephemeral-storage",
              "limits.memory",
              "memory",
              "persistentvolumeclaims",
              "pods",
              "replicationcontrollers",
              "requests.cpu",
              "requests.ephemeral-storage",
              "requests.memory",
              "requests.storage",
              "resourcequotas",
              "secrets",
              "services",
              "services.loadbalancers",
              "services.nodeports",
              "storage"
            })
        String name,
    @Field(tag = 2, required = true, always = true) MetricTarget target)
    implements ResourceMetricSourceBuilder.With {
  /// An empty draft.
  public static ResourceMetricSourceBuilder builder() {
    return new ResourceMetricSourceBuilder();
  }
}
