package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A service port given by name or by number, not both.
///
/// @param name Name of the service port to use; mutually exclusive with `number`.
/// @param number Number of the service port to use; mutually exclusive with `name`.
@ApiType(
    value = "io.k8s.api.networking.v1.ServiceBackendPort",
    proto = "k8s.io.api.networking.v1.ServiceBackendPort",
    atomic = true)
public record ServiceBackendPort(
    @Field(tag = 1) String name, @Field(tag = 2, format = "int32") int number)
    implements ServiceBackendPortBuilder.With {
  /// An empty draft.
  public static ServiceBackendPortBuilder builder() {
    return new ServiceBackendPortBuilder();
  }
}
