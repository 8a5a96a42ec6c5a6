package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The query of a proxy request to a pod: the URL path to pass on.
///
/// @param path URL path that the proxied request uses when sent on to the pod.
@ApiType(
    value = "io.k8s.api.core.v1.PodProxyOptions",
    proto = "k8s.io.api.core.v1.PodProxyOptions",
    version = "v1",
    kind = "PodProxyOptions")
public record PodProxyOptions(@Field(tag = 1) String path) implements PodProxyOptionsBuilder.With {
  /// An empty draft.
  public static PodProxyOptionsBuilder builder() {
    return new PodProxyOptionsBuilder();
  }
}
