package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.HandCoded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A schema, or the names of the properties that have to be there too.
///
/// @param schema the schema, or null for names
/// @param properties the names
@HandCoded
public record JSONSchemaPropsOrStringArray(
    @Nullable JSONSchemaProps schema, List<String> properties) {
  public JSONSchemaPropsOrStringArray {
    properties = List.copyOf(properties);
  }
}
