package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The current average use of one resource of a named container in all the pods.
///
/// @param name Resource that is measured, as a rule `cpu` or `memory`.
/// @param currentAverageUtilization Measured mean usage in percent of the request; only when a
///   percentage target is set.
/// @param currentAverageValue Measured mean usage per pod as an absolute quantity; always reported.
/// @param container Name of the container in the target's pods that is measured.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ContainerResourceMetricStatus",
    proto = "k8s.io.api.autoscaling.v1.ContainerResourceMetricStatus")
public record ContainerResourceMetricStatus(
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
    @Field(tag = 2, format = "int32") @Nullable Integer currentAverageUtilization,
    @Field(tag = 3, required = true, always = true) Quantity currentAverageValue,
    @Field(tag = 4, required = true, always = true) String container)
    implements ContainerResourceMetricStatusBuilder.With {
  /// An empty draft.
  public static ContainerResourceMetricStatusBuilder builder() {
    return new ContainerResourceMetricStatusBuilder();
  }
}
