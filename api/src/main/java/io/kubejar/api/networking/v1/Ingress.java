package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Rules by which HTTP traffic from outside is routed to services by host and path.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec Hosts, paths, certificates and backends through which services become reachable.
/// @param status Addresses assigned by the load balancer, as written by the ingress controller.
@ApiType(
    value = "io.k8s.api.networking.v1.Ingress",
    proto = "k8s.io.api.networking.v1.Ingress",
    group = "networking.k8s.io",
    version = "v1",
    kind = "Ingress")
public record Ingress(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) IngressSpec spec,
    @Field(tag = 3) IngressStatus status)
    implements ApiObject, IngressBuilder.With {
  /// An empty draft.
  public static IngressBuilder builder() {
    return new IngressBuilder();
  }
}
