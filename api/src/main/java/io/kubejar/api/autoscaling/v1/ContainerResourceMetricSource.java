package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// A target for one resource of a named container in all the pods, as a percentage of the request
/// or as an average amount.
///
/// @param name Resource that is measured, as a rule `cpu` or `memory`.
/// @param targetAverageUtilization Usage aimed at across all pods, in percent of the resource
///   request.
/// @param targetAverageValue Usage aimed at as an absolute mean per pod, not relative to requests.
/// @param container Name of the container in the target's pods that is measured.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ContainerResourceMetricSource",
    proto = "k8s.io.api.autoscaling.v1.ContainerResourceMetricSource")
public record ContainerResourceMetricSource(
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
    @Field(tag = 2, format = "int32") @Nullable Integer targetAverageUtilization,
    @Field(tag = 3) @Nullable Quantity targetAverageValue,
    @Field(tag = 5, required = true, always = true) String container)
    implements ContainerResourceMetricSourceBuilder.With {
  /// An empty draft.
  public static ContainerResourceMetricSourceBuilder builder() {
    return new ContainerResourceMetricSourceBuilder();
  }
}
