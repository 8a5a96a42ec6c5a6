package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The schema that custom objects must satisfy.
///
/// @param openAPIV3Schema Structural OpenAPI v3 schema that objects of the version must satisfy.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation")
public record CustomResourceValidation(@Field(tag = 1) @Nullable JSONSchemaProps openAPIV3Schema)
    implements CustomResourceValidationBuilder.With {
  /// An empty draft.
  public static CustomResourceValidationBuilder builder() {
    return new CustomResourceValidationBuilder();
  }
}
