package io.kubejar.api.discovery.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A part of the endpoints of a service, all of one address type and with the same ports. A service
/// may have many of them.
///
/// @param metadata Standard object metadata; label `kubernetes.io/service-name` links the slice to
///   its service.
/// @param addressType Kind of all addresses here, `IPv4`, `IPv6` or deprecated `FQDN`; cannot be
///   changed.
/// @param endpoints Network endpoints in this slice, at most 1000 of them.
/// @param ports Ports that every endpoint here exposes, at most 100; empty means no ports are
///   defined.
@ApiType(
    value = "io.k8s.api.discovery.v1.EndpointSlice",
    proto = "k8s.io.api.discovery.v1.EndpointSlice",
    group = "discovery.k8s.io",
    version = "v1",
    kind = "EndpointSlice")
public record EndpointSlice(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(
            tag = 4,
            required = true,
            always = true,
            oneOf = {"FQDN", "IPv4", "IPv6"})
        String addressType,
    @Field(tag = 2, always = true, list = ListType.ATOMIC) List<Endpoint> endpoints,
    @Field(tag = 3, always = true, list = ListType.ATOMIC) List<EndpointPort> ports)
    implements ApiObject, EndpointSliceBuilder.With {
  public EndpointSlice {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
  }

  /// An empty draft.
  public static EndpointSliceBuilder builder() {
    return new EndpointSliceBuilder();
  }
}
