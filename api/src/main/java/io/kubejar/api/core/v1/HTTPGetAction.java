package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.IntOrString;
import java.util.List;

/// An HTTP GET sent to a container; a status from 200 to 399 means success.
///
/// @param path Path to request from the server; `/` when left empty.
/// @param port Port number from 1 to 65535, or the name of one of the container's ports.
/// @param host Host to connect to; the pod's own address when empty.
/// @param scheme Protocol to use: `HTTP` (default) or `HTTPS`, whose certificate is not verified.
/// @param httpHeaders Headers added to the request; repeated names are permitted.
@ApiType(value = "io.k8s.api.core.v1.HTTPGetAction", proto = "k8s.io.api.core.v1.HTTPGetAction")
public record HTTPGetAction(
    @Field(tag = 1) String path,
    @Field(tag = 2, required = true, always = true) IntOrString port,
    @Field(tag = 3) String host,
    @Field(
            tag = 4,
            oneOf = {"HTTP", "HTTPS"})
        String scheme,
    @Field(tag = 5, list = ListType.ATOMIC) List<HTTPHeader> httpHeaders)
    implements HTTPGetActionBuilder.With {
  public HTTPGetAction {
    httpHeaders = List.copyOf(httpHeaders);
  }

  /// An empty draft.
  public static HTTPGetActionBuilder builder() {
    return new HTTPGetActionBuilder();
  }
}
