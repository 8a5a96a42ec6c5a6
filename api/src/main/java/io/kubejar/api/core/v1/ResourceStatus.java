package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The health of the units of one resource that a container was given.
///
/// @param name Resource concerned; for dynamic allocation, `claim:` followed by claim and request
///   name.
/// @param resources Health of each allocated unit, keyed by its identifier.
@ApiType(value = "io.k8s.api.core.v1.ResourceStatus", proto = "k8s.io.api.core.v1.ResourceStatus")
public record ResourceStatus(
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
    @Field(tag = 2, list = ListType.MAP, keys = "resourceID") List<ResourceHealth> resources)
    implements ResourceStatusBuilder.With {
  public ResourceStatus {
    resources = List.copyOf(resources);
  }

  /// An empty draft.
  public static ResourceStatusBuilder builder() {
    return new ResourceStatusBuilder();
  }
}
