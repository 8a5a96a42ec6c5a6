package io.kubejar.api.discovery.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The name of a zone that should use an endpoint.
///
/// @param name Name of a zone whose clients should use the endpoint.
@ApiType(value = "io.k8s.api.discovery.v1.ForZone", proto = "k8s.io.api.discovery.v1.ForZone")
public record ForZone(@Field(tag = 1, required = true, always = true) String name)
    implements ForZoneBuilder.With {
  /// An empty draft.
  public static ForZoneBuilder builder() {
    return new ForZoneBuilder();
  }
}
