package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One IP address behind a service, with host name, node, and the object it belongs to.
///
/// @param ip Address of the endpoint; loopback, link-local and multicast ranges are refused.
/// @param hostname DNS label of this particular endpoint below the service's name.
/// @param nodeName Node on which the endpoint runs, if known.
/// @param targetRef Object that stands behind the address, normally a pod.
@ApiType(
    value = "io.k8s.api.core.v1.EndpointAddress",
    proto = "k8s.io.api.core.v1.EndpointAddress",
    atomic = true)
public record EndpointAddress(
    @Field(tag = 1, required = true, always = true) String ip,
    @Field(tag = 3) String hostname,
    @Field(tag = 4) @Nullable String nodeName,
    @Field(tag = 2) @Nullable ObjectReference targetRef)
    implements EndpointAddressBuilder.With {
  /// An empty draft.
  public static EndpointAddressBuilder builder() {
    return new EndpointAddressBuilder();
  }
}
