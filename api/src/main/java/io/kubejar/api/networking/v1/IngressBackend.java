package io.kubejar.api.networking.v1;

import io.kubejar.api.core.v1.TypedLocalObjectReference;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Where requests go: a service port, or another object in the namespace.
///
/// @param service Service and port receiving the traffic; mutually exclusive with `resource`.
/// @param resource Another object in the same namespace receiving the traffic; mutually exclusive
///   with `service`.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressBackend",
    proto = "k8s.io.api.networking.v1.IngressBackend")
public record IngressBackend(
    @Field(tag = 4) @Nullable IngressServiceBackend service,
    @Field(tag = 3) @Nullable TypedLocalObjectReference resource)
    implements IngressBackendBuilder.With {
  /// An empty draft.
  public static IngressBackendBuilder builder() {
    return new IngressBackendBuilder();
  }
}
