package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The query of a proxy request to a service: the URL path to pass on.
///
/// @param path URL path, after the service's own, used when the request is sent on.
@ApiType(
    value = "io.k8s.api.core.v1.ServiceProxyOptions",
    proto = "k8s.io.api.core.v1.ServiceProxyOptions",
    version = "v1",
    kind = "ServiceProxyOptions")
public record ServiceProxyOptions(@Field(tag = 1) String path)
    implements ServiceProxyOptionsBuilder.With {
  /// An empty draft.
  public static ServiceProxyOptionsBuilder builder() {
    return new ServiceProxyOptionsBuilder();
  }
}
