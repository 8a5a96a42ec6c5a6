package io.kubejar.api.discovery.v1;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One backend of a service: its addresses, readiness, node and zone, and hints on who should use
/// it.
///
/// @param addresses Addresses of the slice's type, all for the same endpoint; 1 to 100, consumers
///   use the first.
/// @param conditions State flags that tell consumers whether traffic may be sent here.
/// @param hostname DNS label that distinguishes this endpoint within its headless service.
/// @param targetRef Kubernetes object standing behind the endpoint, normally a pod.
/// @param deprecatedTopology Topology labels carried over from the beta version; cannot be set
///   through v1.
/// @param nodeName Name of the node that hosts the endpoint, useful for local routing.
/// @param zone Name of the zone in which the endpoint is located.
/// @param hints Suggestions for which zones or nodes should be served by this endpoint.
@ApiType(value = "io.k8s.api.discovery.v1.Endpoint", proto = "k8s.io.api.discovery.v1.Endpoint")
public record Endpoint(
    @Field(tag = 1, required = true, always = true, list = ListType.SET) List<String> addresses,
    @Field(tag = 2) EndpointConditions conditions,
    @Field(tag = 3) @Nullable String hostname,
    @Field(tag = 4) @Nullable ObjectReference targetRef,
    @Field(tag = 5) Map<String, String> deprecatedTopology,
    @Field(tag = 6) @Nullable String nodeName,
    @Field(tag = 7) @Nullable String zone,
    @Field(tag = 8) @Nullable EndpointHints hints)
    implements EndpointBuilder.With {
  public Endpoint {
    addresses = List.copyOf(addresses);
    deprecatedTopology = SortedStringMap.copyOf(deprecatedTopology);
  }

  /// An empty draft.
  public static EndpointBuilder builder() {
    return new EndpointBuilder();
  }
}
