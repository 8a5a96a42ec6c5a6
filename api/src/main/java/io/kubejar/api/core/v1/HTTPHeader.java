package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// One header of a probe's HTTP request.
///
/// @param name Header name, put into canonical form when output.
/// @param value Text that is sent as content of the header.
@ApiType(value = "io.k8s.api.core.v1.HTTPHeader", proto = "k8s.io.api.core.v1.HTTPHeader")
public record HTTPHeader(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String value)
    implements HTTPHeaderBuilder.With {
  /// An empty draft.
  public static HTTPHeaderBuilder builder() {
    return new HTTPHeaderBuilder();
  }
}
