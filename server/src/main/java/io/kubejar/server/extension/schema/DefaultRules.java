package io.kubejar.server.extension.schema;

import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrArray;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.util.Map;

/// The rules for defaults: what they say has to be declared, and to fit.
final class DefaultRules {
  private DefaultRules() {}

  static void check(JSONSchemaProps schema, Path path, FieldErrors errors) {
    node(schema, path, true, false, errors);
  }

  private static void node(
      JSONSchemaProps props, Path path, boolean root, boolean inMetadata, FieldErrors errors) {
    if (props.defaultValue() != null) {
      if (inMetadata) {
        errors.forbidden(path.child("default"), "must not be set in top-level metadata");
      } else {
        value(props, path.child("default"), errors);
      }
    }
    JSONSchemaPropsOrArray items = props.items();
    JSONSchemaProps each = items == null ? null : items.schema();
    if (each != null) {
      node(each, path.child("items"), false, inMetadata, errors);
    }
    for (Map.Entry<String, JSONSchemaProps> property : props.properties().entrySet()) {
      boolean metadata = inMetadata || root && property.getKey().equals("metadata");
      node(
          property.getValue(),
          path.child("properties").key(property.getKey()),
          false,
          metadata,
          errors);
    }
  }

  private static void value(JSONSchemaProps props, Path path, FieldErrors errors) {
    Schema schema = Schema.of(props);
    JsonValue value = schema.byDefault();
    if (value == null) {
      return;
    }
    try {
      if (!SchemaContent.pruned(value, schema).equals(value)) {
        errors.invalid(path, Values.quoted(value), "must not have unknown fields");
      }
    } catch (JsonException e) {
      errors.invalid(path, Values.quoted(value), String.valueOf(e.getMessage()));
      return;
    }
    int before = errors.count();
    EmbeddedObjects.check(path, value, schema, errors);
    if (errors.count() == before) {
      SchemaValidation.check(path, value, null, schema, errors);
    }
  }
}
