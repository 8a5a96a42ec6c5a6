package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.HandCoded;
import org.jspecify.annotations.Nullable;

/// A schema, or a boolean that allows everything or nothing.
///
/// @param allows what the boolean says; true when there is a schema
/// @param schema the schema, or null for a boolean
@HandCoded
public record JSONSchemaPropsOrBool(boolean allows, @Nullable JSONSchemaProps schema) {}
