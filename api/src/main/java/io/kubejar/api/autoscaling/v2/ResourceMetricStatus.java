package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The current use of CPU or memory, averaged over the pods.
///
/// @param name Resource that is measured, as a rule `cpu` or `memory`.
/// @param current Figure that was last measured, in the forms that apply.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.ResourceMetricStatus",
    proto = "k8s.io.api.autoscaling.v2.ResourceMetricStatus")
public record ResourceMetricStatus(
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
    @Field(tag = 2, required = true, always = true) MetricValueStatus current)
    implements ResourceMetricStatusBuilder.With {
  /// An empty draft.
  public static ResourceMetricStatusBuilder builder() {
    return new ResourceMetricStatusBuilder();
  }
}
