package io.kubejar.server.extension.schema;

import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrArray;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrBool;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules that make a schema structural: every value has a type, and combinations of schemas
/// only say what values are like.
final class StructuralRules {
  /// Where a node stands.
  private enum Level {
    ROOT("must not be empty at the root"),
    ITEM("must not be empty for specified array items"),
    FIELD("must not be empty for specified object fields");

    private final String untyped;

    Level(String untyped) {
      this.untyped = untyped;
    }
  }

  private static final String EMPTY = "must be empty to be structural";
  private static final String UNDEFINED = "must be undefined to be structural";
  private static final String FALSE = "must be false to be structural";
  private static final String EMBEDDED = "must be object if x-kubernetes-embedded-resource is true";
  private static final String IMPLICIT =
      "must not specify anything other than name and generateName, but metadata is implicitly"
          + " specified";

  private final FieldErrors errors;

  private StructuralRules(FieldErrors errors) {
    this.errors = errors;
  }

  static void check(JSONSchemaProps schema, Path path, FieldErrors errors) {
    int before = errors.count();
    StructuralRules rules = new StructuralRules(errors);
    rules.node(schema, Level.ROOT, path);
    if (errors.count() == before) {
      rules.complete(schema, path);
    }
  }

  private static @Nullable JSONSchemaProps items(JSONSchemaProps schema) {
    JSONSchemaPropsOrArray items = schema.items();
    return items == null ? null : items.schema();
  }

  private void node(JSONSchemaProps schema, Level level, Path path) {
    JSONSchemaProps each = items(schema);
    if (schema.type().equals("array") && each == null) {
      errors.required(path.child("items"), "must be specified");
    }
    if (each != null) {
      node(each, Level.ITEM, path.child("items"));
    }
    for (Map.Entry<String, JSONSchemaProps> property : schema.properties().entrySet()) {
      node(property.getValue(), Level.FIELD, path.child("properties").key(property.getKey()));
    }
    JSONSchemaPropsOrBool more = schema.additionalProperties();
    JSONSchemaProps additional = more == null ? null : more.schema();
    if (additional != null) {
      node(additional, Level.FIELD, path.child("additionalProperties"));
    }
    boolean preserves = Boolean.TRUE.equals(schema.xKubernetesPreserveUnknownFields());
    if (schema.xKubernetesIntOrString()) {
      String detail = "must be false if x-kubernetes-int-or-string is true";
      if (preserves) {
        errors.invalid(path.child("x-kubernetes-preserve-unknown-fields"), true, detail);
      }
      if (schema.xKubernetesEmbeddedResource()) {
        errors.invalid(path.child("x-kubernetes-embedded-resource"), true, detail);
      }
    }
    values(schema, path);
    type(schema, level, preserves, path);
    if (schema.xKubernetesEmbeddedResource()) {
      if (more != null) {
        errors.forbidden(
            path.child("additionalProperties"),
            "must not be used if x-kubernetes-embedded-resource is set");
      }
      if (!preserves && schema.properties().isEmpty()) {
        errors.required(
            path.child("properties"),
            "must not be empty if x-kubernetes-embedded-resource is true without"
                + " x-kubernetes-preserve-unknown-fields");
      }
    }
    if (level == Level.ROOT || schema.xKubernetesEmbeddedResource()) {
      metadata(schema, path.child("properties"));
    }
  }

  private void type(JSONSchemaProps schema, Level level, boolean preserves, Path path) {
    String type = schema.type();
    if (schema.xKubernetesEmbeddedResource() && !type.equals("object")) {
      if (type.isEmpty()) {
        errors.required(path.child("type"), EMBEDDED);
      } else {
        errors.invalid(path.child("type"), type, EMBEDDED);
      }
    } else if (type.isEmpty() && !schema.xKubernetesIntOrString() && !preserves) {
      errors.required(path.child("type"), level.untyped);
    }
    if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
      errors.invalid(path.child("type"), type, "must be object at the root");
    }
  }

  /// What every object has is not declared again, but for rules on names.
  private void metadata(JSONSchemaProps schema, Path path) {
    for (String name : List.of("kind", "apiVersion")) {
      JSONSchemaProps member = schema.properties().get(name);
      if (member != null && !member.type().equals("string")) {
        errors.invalid(path.key(name).child("type"), member.type(), "must be string");
      }
    }
    JSONSchemaProps metadata = schema.properties().get("metadata");
    if (metadata == null) {
      return;
    }
    if (!metadata.type().equals("object")) {
      errors.invalid(path.key("metadata").child("type"), metadata.type(), "must be object");
    }
    boolean more =
        metadata.properties().keySet().stream()
                .anyMatch(name -> !Set.of("name", "generateName").contains(name))
            || metadata.additionalProperties() != null
            || metadata.items() != null
            || metadata.nullable()
            || metadata.xKubernetesPreserveUnknownFields() != null
            || metadata.xKubernetesEmbeddedResource();
    if (more) {
      errors.forbidden(path.key("metadata"), IMPLICIT);
    }
  }

  private void values(JSONSchemaProps schema, Path path) {
    boolean intOrString = schema.xKubernetesIntOrString();
    if (!(intOrString && isIntOrString(schema.anyOf()))) {
      nested(schema.anyOf(), path.child("anyOf"));
    }
    for (int i = 0; i < schema.allOf().size(); i++) {
      JSONSchemaProps part = schema.allOf().get(i);
      boolean allowed = i == 0 && intOrString && isIntOrString(part.anyOf());
      nested(allowed ? part.with(p -> p.anyOf(List.of())) : part, path.child("allOf").index(i));
    }
    nested(schema.oneOf(), path.child("oneOf"));
    JSONSchemaProps not = schema.not();
    if (not != null) {
      nested(not, path.child("not"));
    }
    String flaw = DeclaredSchema.flaw(schema.pattern());
    if (!flaw.isEmpty()) {
      errors.invalid(
          path.child("pattern"),
          schema.pattern(),
          "must be a valid regular expression, but isn't: " + flaw);
    }
  }

  private static boolean isIntOrString(List<JSONSchemaProps> anyOf) {
    JSONSchemaProps none = JSONSchemaProps.builder().build();
    return anyOf.equals(
        List.of(none.with(p -> p.type("integer")), none.with(p -> p.type("string"))));
  }

  private void nested(List<JSONSchemaProps> schemas, Path path) {
    for (int i = 0; i < schemas.size(); i++) {
      nested(schemas.get(i), path.index(i));
    }
  }

  private void nested(JSONSchemaProps schema, Path path) {
    values(schema, path);
    JSONSchemaProps each = items(schema);
    if (each != null) {
      nested(each, path.child("items"));
    }
    for (Map.Entry<String, JSONSchemaProps> property : schema.properties().entrySet()) {
      nested(property.getValue(), path.child("properties").key(property.getKey()));
    }
    refuse(!schema.type().isEmpty(), path.child("type"), EMPTY);
    refuse(schema.additionalProperties() != null, path.child("additionalProperties"), UNDEFINED);
    refuse(schema.defaultValue() != null, path.child("default"), UNDEFINED);
    refuse(!schema.title().isEmpty(), path.child("title"), EMPTY);
    refuse(!schema.description().isEmpty(), path.child("description"), EMPTY);
    refuse(schema.nullable(), path.child("nullable"), FALSE);
    refuse(
        Boolean.TRUE.equals(schema.xKubernetesPreserveUnknownFields()),
        path.child("x-kubernetes-preserve-unknown-fields"),
        FALSE);
    refuse(
        schema.xKubernetesEmbeddedResource(), path.child("x-kubernetes-embedded-resource"), FALSE);
    refuse(schema.xKubernetesIntOrString(), path.child("x-kubernetes-int-or-string"), FALSE);
    refuse(
        !schema.xKubernetesListMapKeys().isEmpty(),
        path.child("x-kubernetes-list-map-keys"),
        EMPTY);
    refuse(schema.xKubernetesListType() != null, path.child("x-kubernetes-list-type"), UNDEFINED);
    refuse(schema.xKubernetesMapType() != null, path.child("x-kubernetes-map-type"), UNDEFINED);
    if (schema.properties().containsKey("metadata")) {
      errors.forbidden(
          path.child("properties").key("metadata"), "must not be specified in a nested context");
    }
  }

  private void refuse(boolean used, Path path, String detail) {
    if (used) {
      errors.forbidden(path, detail);
    }
  }

  /// What combinations speak of has to be declared outside of them.
  private void complete(JSONSchemaProps schema, Path path) {
    JSONSchemaProps each = items(schema);
    if (each != null) {
      complete(each, path.child("items"));
    }
    for (Map.Entry<String, JSONSchemaProps> property : schema.properties().entrySet()) {
      complete(property.getValue(), path.child("properties").key(property.getKey()));
    }
    combinations(schema, schema, path, path);
  }

  private void combinations(JSONSchemaProps declared, JSONSchemaProps of, Path path, Path ofPath) {
    mentioned(declared, of.allOf(), path, ofPath.child("allOf"));
    mentioned(declared, of.anyOf(), path, ofPath.child("anyOf"));
    mentioned(declared, of.oneOf(), path, ofPath.child("oneOf"));
    JSONSchemaProps not = of.not();
    if (not != null) {
      mentioned(declared, not, path, ofPath.child("not"));
    }
  }

  private void mentioned(
      JSONSchemaProps declared, List<JSONSchemaProps> parts, Path path, Path partsPath) {
    for (int i = 0; i < parts.size(); i++) {
      mentioned(declared, parts.get(i), path, partsPath.index(i));
    }
  }

  private void mentioned(JSONSchemaProps declared, JSONSchemaProps part, Path path, Path partPath) {
    combinations(declared, part, path, partPath);
    JSONSchemaProps each = items(part);
    if (each != null) {
      JSONSchemaProps known = items(declared);
      if (known == null) {
        errors.required(path.child("items"), "because it is defined in " + partPath.child("items"));
      } else {
        mentioned(known, each, path.child("items"), partPath.child("items"));
      }
    }
    for (Map.Entry<String, JSONSchemaProps> property : part.properties().entrySet()) {
      Path at = path.child("properties").key(property.getKey());
      Path partAt = partPath.child("properties").key(property.getKey());
      JSONSchemaProps known = declared.properties().get(property.getKey());
      if (known == null) {
        errors.required(at, "because it is defined in " + partAt);
      } else {
        mentioned(known, property.getValue(), at, partAt);
      }
    }
  }
}
