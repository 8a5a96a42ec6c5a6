package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An access to a plain URL path: the path and the HTTP verb in lower case.
///
/// @param path URL path of the request being judged, such as `/healthz`.
/// @param verb HTTP verb of the request, in lowercase, for example `get`.
@ApiType(
    value = "io.k8s.api.authorization.v1.NonResourceAttributes",
    proto = "k8s.io.api.authorization.v1.NonResourceAttributes")
public record NonResourceAttributes(@Field(tag = 1) String path, @Field(tag = 2) String verb)
    implements NonResourceAttributesBuilder.With {
  /// An empty draft.
  public static NonResourceAttributesBuilder builder() {
    return new NonResourceAttributesBuilder();
  }
}
