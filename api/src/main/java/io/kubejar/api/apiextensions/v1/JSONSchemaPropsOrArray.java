package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.HandCoded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One schema for all items, or a list of schemas by position.
///
/// @param schema the schema of every item, or null for a list
/// @param schemas the schemas by position
@HandCoded
public record JSONSchemaPropsOrArray(
    @Nullable JSONSchemaProps schema, List<JSONSchemaProps> schemas) {
  public JSONSchemaPropsOrArray {
    schemas = List.copyOf(schemas);
  }
}
