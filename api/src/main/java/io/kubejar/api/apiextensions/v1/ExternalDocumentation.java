package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A link to documentation elsewhere, with a description.
///
/// @param description Short explanation of what the linked document contains.
/// @param url Address at which the additional documentation can be read.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ExternalDocumentation",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ExternalDocumentation")
public record ExternalDocumentation(@Field(tag = 1) String description, @Field(tag = 2) String url)
    implements ExternalDocumentationBuilder.With {
  /// An empty draft.
  public static ExternalDocumentationBuilder builder() {
    return new ExternalDocumentationBuilder();
  }
}
