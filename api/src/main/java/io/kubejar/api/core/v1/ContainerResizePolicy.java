package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// What to do with a container when the amount of one of its resources changes in place: restart it
/// or leave it running.
///
/// @param resourceName Resource the rule is about; `cpu` and `memory` are supported.
/// @param restartPolicy Effect of a resize: `NotRequired` (default) changes it live,
///   `RestartContainer` restarts the container.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerResizePolicy",
    proto = "k8s.io.api.core.v1.ContainerResizePolicy")
public record ContainerResizePolicy(
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
        String resourceName,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"NotRequired", "RestartContainer"})
        String restartPolicy)
    implements ContainerResizePolicyBuilder.With {
  /// An empty draft.
  public static ContainerResizePolicyBuilder builder() {
    return new ContainerResizePolicyBuilder();
  }
}
