package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A stable name and address for a set of pods, over which connections are spread.
///
/// @param metadata Name, namespace, labels and other standard data of the service.
/// @param spec How the service selects its pods and makes them reachable.
/// @param status Load balancer state and conditions, maintained by the system.
@ApiType(
    value = "io.k8s.api.core.v1.Service",
    proto = "k8s.io.api.core.v1.Service",
    version = "v1",
    kind = "Service")
public record Service(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ServiceSpec spec,
    @Field(tag = 3) ServiceStatus status)
    implements ApiObject, ServiceBuilder.With {
  /// An empty draft.
  public static ServiceBuilder builder() {
    return new ServiceBuilder();
  }
}
