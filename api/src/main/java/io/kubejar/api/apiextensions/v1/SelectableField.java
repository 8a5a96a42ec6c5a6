package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A JSON path of a custom object that can be used in field selectors; the value is a string, a
/// boolean or an integer.
///
/// @param jsonPath Simple path without array steps to a string, boolean or integer field; metadata
///   is excluded.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.SelectableField",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.SelectableField")
public record SelectableField(@Field(tag = 1, required = true, always = true) String jsonPath)
    implements SelectableFieldBuilder.With {
  /// An empty draft.
  public static SelectableFieldBuilder builder() {
    return new SelectableFieldBuilder();
  }
}
