package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A service in the same namespace and one of its ports.
///
/// @param name Name of the target service, in the namespace of the ingress.
/// @param port Port of the service, given either by name or by number.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressServiceBackend",
    proto = "k8s.io.api.networking.v1.IngressServiceBackend")
public record IngressServiceBackend(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) ServiceBackendPort port)
    implements IngressServiceBackendBuilder.With {
  /// An empty draft.
  public static IngressServiceBackendBuilder builder() {
    return new IngressServiceBackendBuilder();
  }
}
