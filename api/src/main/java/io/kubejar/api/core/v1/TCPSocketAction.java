package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;

/// A TCP connection opened to a port; being accepted means success.
///
/// @param port Port number from 1 to 65535, or the name of one of the container's ports.
/// @param host Host to connect to; the pod's own address when empty.
@ApiType(value = "io.k8s.api.core.v1.TCPSocketAction", proto = "k8s.io.api.core.v1.TCPSocketAction")
public record TCPSocketAction(
    @Field(tag = 1, required = true, always = true) IntOrString port, @Field(tag = 2) String host)
    implements TCPSocketActionBuilder.With {
  /// An empty draft.
  public static TCPSocketActionBuilder builder() {
    return new TCPSocketActionBuilder();
  }
}
