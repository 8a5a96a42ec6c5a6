package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The entry points of a service's load balancer and the conditions of the service.
///
/// @param loadBalancer Where the load balancer, if there is one, can be reached.
/// @param conditions Present state of the service, one entry per condition type.
@ApiType(value = "io.k8s.api.core.v1.ServiceStatus", proto = "k8s.io.api.core.v1.ServiceStatus")
public record ServiceStatus(
    @Field(tag = 1) LoadBalancerStatus loadBalancer,
    @Field(tag = 2, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions)
    implements ServiceStatusBuilder.With {
  public ServiceStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ServiceStatusBuilder builder() {
    return new ServiceStatusBuilder();
  }
}
