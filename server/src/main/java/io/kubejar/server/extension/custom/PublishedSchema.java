package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsCodec;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectMetaSchema;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A version's schema as OpenAPI documents show it.
final class PublishedSchema {
  /// What OpenAPI 2 has no words for, or what would mean something else there.
  private static final Set<String> NOT_IN_VERSION_2 =
      Set.of("nullable", "anyOf", "oneOf", "allOf", "not", "x-kubernetes-validations");

  private PublishedSchema() {}

  static JsonValue.Obj of(CustomResourceDefinitionVersion version, Names names, boolean version2) {
    var validation = version.schema();
    var props = validation == null ? null : validation.openAPIV3Schema();
    JsonValue.Obj schema =
        props == null
            ? JsonValue.Obj.EMPTY
            : (JsonValue.Obj)
                JsonValue.parse(JsonEncoder.encode(JSONSchemaPropsCodec.INSTANCE, props));
    if (version2) {
      boolean preserves =
          props != null && Boolean.TRUE.equals(props.xKubernetesPreserveUnknownFields());
      schema =
          preserves
              ? JsonValue.Obj.EMPTY.with("type", JsonValue.of("object"))
              : (JsonValue.Obj) forVersion2(schema);
    }
    return typed(schema, names, version2);
  }

  private static JsonValue.Obj typed(JsonValue.Obj schema, Names names, boolean version2) {
    Map<String, JsonValue> properties = new LinkedHashMap<>();
    CustomResourceKind.typeDescriptions()
        .forEach(
            (name, description) ->
                properties.put(
                    name,
                    JsonValue.Obj.EMPTY
                        .with("description", JsonValue.of(description))
                        .with("type", JsonValue.of("string"))));
    String prefix = version2 ? "#/definitions/" : "#/components/schemas/";
    JsonValue.Obj reference =
        JsonValue.Obj.EMPTY.with("$ref", JsonValue.of(prefix + ObjectMetaSchema.SCHEMA.name()));
    properties.put(
        "metadata",
        version2
            ? reference
            : JsonValue.Obj.EMPTY.with("allOf", new JsonValue.Array(List.of(reference))));
    schema.object("properties").members().forEach(properties::putIfAbsent);
    JsonValue.Obj kind =
        JsonValue.Obj.EMPTY
            .with("group", JsonValue.of(names.group()))
            .with("kind", JsonValue.of(names.kind()))
            .with("version", JsonValue.of(names.version()));
    return schema
        .with("type", JsonValue.of("object"))
        .with("properties", new JsonValue.Obj(properties))
        .with("x-kubernetes-group-version-kind", new JsonValue.Array(List.of(kind)));
  }

  private static JsonValue forVersion2(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj object -> {
        boolean loose = object.get("nullable") instanceof JsonValue.Bool(boolean is) && is;
        Map<String, JsonValue> kept = new LinkedHashMap<>();
        object
            .members()
            .forEach(
                (name, member) -> {
                  boolean typed =
                      loose
                          && Set.of("type", "properties", "items", "additionalProperties", "format")
                              .contains(name);
                  if (!typed && !NOT_IN_VERSION_2.contains(name)) {
                    kept.put(
                        name,
                        name.equals("default") || name.equals("enum")
                            ? member
                            : name.equals("properties") ? properties(member) : forVersion2(member));
                  }
                });
        yield new JsonValue.Obj(kept);
      }
      default -> value;
    };
  }

  private static JsonValue properties(JsonValue value) {
    Map<String, JsonValue> kept = new LinkedHashMap<>();
    if (value instanceof JsonValue.Obj object) {
      object.members().forEach((name, member) -> kept.put(name, forVersion2(member)));
    }
    return new JsonValue.Obj(kept);
  }
}
