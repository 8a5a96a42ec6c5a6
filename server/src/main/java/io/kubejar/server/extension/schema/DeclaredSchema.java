package io.kubejar.server.extension.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrArray;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsOrBool;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for schemas as they are declared: only what the API supports, used as it has to be.
public final class DeclaredSchema {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");

  private final FieldErrors errors;
  private boolean unsupported;

  private DeclaredSchema(FieldErrors errors) {
    this.errors = errors;
  }

  /// Reports what is wrong with the schema of a version.
  public static void check(JSONSchemaProps schema, Path path, FieldErrors errors) {
    DeclaredSchema declared = new DeclaredSchema(errors);
    if (schema.nullable()) {
      errors.forbidden(path.child("nullable"), "nullable cannot be true at the root");
    }
    declared.node(schema, path, "");
    if (declared.unsupported) {
      return; // what cannot be understood is not held against the rules of structure
    }
    int before = errors.count();
    StructuralRules.check(schema, path, errors);
    if (errors.count() == before) {
      RuleDeclarations.check(schema, path, errors);
      DefaultRules.check(schema, path, errors);
    }
  }

  /// @param noDefaults why there must be no defaults here, or empty
  private void node(JSONSchemaProps schema, Path path, String noDefaults) {
    supported(schema, path, noDefaults);
    if (schema.uniqueItems()) {
      errors.forbidden(
          path.child("uniqueItems"),
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    JSONSchemaPropsOrBool more = schema.additionalProperties();
    if (more != null) {
      Path at = path.child("additionalProperties");
      JSONSchemaProps each = more.schema();
      if (!schema.properties().isEmpty() && (!more.allows() || each != null)) {
        errors.forbidden(at, "additionalProperties and properties are mutual exclusive");
      } else if (!more.allows()) {
        errors.forbidden(at, "additionalProperties cannot be set to false");
      }
      if (each != null) {
        node(each, at, noDefaults);
      }
    }
    for (Map.Entry<String, JSONSchemaProps> property : schema.properties().entrySet()) {
      node(property.getValue(), path.child("properties").key(property.getKey()), noDefaults);
    }
    for (Map.Entry<String, JSONSchemaProps> property : schema.patternProperties().entrySet()) {
      node(
          property.getValue(),
          path.child("patternProperties").key(property.getKey()),
          "inside patternProperties");
    }
    JSONSchemaProps not = schema.not();
    if (not != null) {
      node(not, path.child("not"), "inside not");
    }
    each(schema.allOf(), path.child("allOf"), "inside allOf");
    each(schema.anyOf(), path.child("anyOf"), "inside anyOf");
    each(schema.oneOf(), path.child("oneOf"), "inside oneOf");
    JSONSchemaPropsOrArray items = schema.items();
    if (items != null) {
      JSONSchemaProps single = items.schema();
      if (single != null) {
        node(single, path.child("items"), noDefaults);
      }
      each(items.schemas(), path.child("items"), noDefaults);
    }
    if (Boolean.FALSE.equals(schema.xKubernetesPreserveUnknownFields())) {
      errors.invalid(
          path.child("x-kubernetes-preserve-unknown-fields"), false, "must be true or undefined");
    }
    lists(schema, path);
  }

  private void each(List<JSONSchemaProps> schemas, Path path, String noDefaults) {
    for (int i = 0; i < schemas.size(); i++) {
      node(schemas.get(i), path.index(i), noDefaults);
    }
  }

  private void supported(JSONSchemaProps schema, Path path, String noDefaults) {
    if (!schema.type().isEmpty()
        && !TYPES.contains(schema.type())
        && !schema.type().equals("null")) {
      errors.notSupported(path.child("type"), schema.type(), TYPES);
    }
    if (schema.defaultValue() != null && !noDefaults.isEmpty()) {
      errors.forbidden(path.child("default"), "must not be set " + noDefaults);
    }
    refuse(!schema.id().isEmpty(), path, "id");
    refuse(schema.additionalItems() != null, path, "additionalItems");
    refuse(!schema.patternProperties().isEmpty(), path, "patternProperties");
    refuse(!schema.definitions().isEmpty(), path, "definitions");
    refuse(!schema.dependencies().isEmpty(), path, "dependencies");
    refuse(schema.ref() != null, path, "$ref");
    if (schema.type().equals("null")) {
      unsupported = true;
      errors.forbidden(
          path.child("type"), "type cannot be set to null, use nullable as an alternative");
    }
    JSONSchemaPropsOrArray items = schema.items();
    if (items != null && !items.schemas().isEmpty()) {
      unsupported = true;
      errors.forbidden(path.child("items"), "items must be a schema object and not an array");
    }
  }

  private void refuse(boolean used, Path path, String name) {
    if (used) {
      unsupported = true;
      errors.forbidden(path.child(name), name + " is not supported");
    }
  }

  private void lists(JSONSchemaProps schema, Path path) {
    String mapType = schema.xKubernetesMapType();
    if (mapType != null) {
      typed(schema, path, "object", "must be object if x-kubernetes-map-type is specified");
      if (!Set.of("atomic", "granular").contains(mapType)) {
        errors.notSupported(
            path.child("x-kubernetes-map-type"), mapType, List.of("atomic", "granular"));
      }
    }
    String listType = schema.xKubernetesListType();
    Path listPath = path.child("x-kubernetes-list-type");
    if (listType != null) {
      typed(schema, path, "array", "must be array if x-kubernetes-list-type is specified");
      if (schema.type().equals("array") && !Set.of("atomic", "set", "map").contains(listType)) {
        errors.notSupported(listPath, listType, List.of("atomic", "set", "map"));
      }
    }
    if (!schema.xKubernetesListMapKeys().isEmpty() && !"map".equals(listType)) {
      String detail = "must be map if x-kubernetes-list-map-keys is non-empty";
      if (listType == null) {
        errors.required(listPath, detail);
      } else {
        errors.invalid(listPath, listType, detail);
      }
    }
    JSONSchemaPropsOrArray items = schema.items();
    JSONSchemaProps each = items == null ? null : items.schema();
    if ("map".equals(listType)) {
      mapList(schema, each, path);
    }
    if (each != null && ("map".equals(listType) || "set".equals(listType)) && each.nullable()) {
      errors.forbidden(
          path.child("items").child("nullable"),
          "cannot be nullable when x-kubernetes-list-type is " + listType);
    }
  }

  private void typed(JSONSchemaProps schema, Path path, String type, String detail) {
    if (schema.type().isEmpty()) {
      errors.required(path.child("type"), detail);
    } else if (!schema.type().equals(type)) {
      errors.invalid(path.child("type"), schema.type(), detail);
    }
  }

  private void mapList(JSONSchemaProps schema, @Nullable JSONSchemaProps each, Path path) {
    List<String> keys = schema.xKubernetesListMapKeys();
    Path keysPath = path.child("x-kubernetes-list-map-keys");
    Path itemsPath = path.child("items");
    if (keys.isEmpty()) {
      errors.required(keysPath, "must not be empty if x-kubernetes-list-type is map");
    }
    if (each == null) {
      errors.required(itemsPath, "must have a schema if x-kubernetes-list-type is map");
      return;
    }
    if (!each.type().equals("object")) {
      errors.invalid(
          itemsPath.child("type"),
          each.type(),
          "must be object if parent array's x-kubernetes-list-type is map");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      JSONSchemaProps property = each.properties().get(key);
      Path at = itemsPath.child("properties").key(key);
      if (property == null) {
        errors.invalid(keysPath, keys, "entries must all be names of item properties");
      } else {
        if (property.type().equals("array") || property.type().equals("object")) {
          errors.invalid(
              at.child("type"),
              property.type(),
              "must be a scalar type if parent array's x-kubernetes-list-type is map");
        }
        if (!each.required().contains(key) && property.defaultValue() == null) {
          errors.required(
              at.child("default"),
              "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
                  + " required property");
        }
        if (property.nullable()) {
          errors.forbidden(
              at.child("nullable"),
              "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
        }
      }
      if (!seen.add(key)) {
        errors.invalid(keysPath, keys, "must not contain duplicate entries");
      }
    }
  }

  /// What is wrong with an expression; empty when nothing is.
  static String flaw(String pattern) {
    try {
      Pattern.compile(pattern);
      return "";
    } catch (PatternSyntaxException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
