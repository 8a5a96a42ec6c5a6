package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An extra column of a custom resource's table output: title, type, and the JSON path of its
/// value.
///
/// @param name Heading of the column as people will see it.
/// @param type OpenAPI type of the values, such as `string`, `integer`, `number`, `boolean` or
///   `date`.
/// @param format OpenAPI format refining the type; `name` marks the column identifying the object.
/// @param description Explanation for people of what the column displays.
/// @param priority Importance of the column; 0 always shows it, higher values only in wide output.
/// @param jsonPath Simple JSON path, evaluated on each object, that yields the cell's value.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceColumnDefinition",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceColumnDefinition")
public record CustomResourceColumnDefinition(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String type,
    @Field(tag = 3) String format,
    @Field(tag = 4) String description,
    @Field(tag = 5, format = "int32") int priority,
    @Field(tag = 6, required = true, always = true) String jsonPath)
    implements CustomResourceColumnDefinitionBuilder.With {
  /// An empty draft.
  public static CustomResourceColumnDefinitionBuilder builder() {
    return new CustomResourceColumnDefinitionBuilder();
  }
}
