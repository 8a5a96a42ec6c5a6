package io.kubejar.server.openapi;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ListMetaSchema;
import io.kubejar.api.meta.v1.ObjectMetaSchema;
import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Definitions of types, with all they refer to.
final class Definitions {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String TIME = META + "Time";
  private static final String MICRO_TIME = META + "MicroTime";
  private static final String DURATION = META + "Duration";
  private static final String FIELDS = META + "FieldsV1";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
  private static final String RAW = "io.k8s.apimachinery.pkg.runtime.RawExtension";
  private static final String API_VERSION =
      "The version of the schema that this form of the object follows.";
  private static final String KIND = "The kind of object, in CamelCase; it cannot be changed.";

  private final Dialect dialect;
  private final Map<String, JsonValue> definitions = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<ObjectSchema> open = new ArrayDeque<>();

  /// The two versions of OpenAPI.
  enum Dialect {
    V2("#/definitions/"),
    V3("#/components/schemas/");

    private final String prefix;

    Dialect(String prefix) {
      this.prefix = prefix;
    }
  }

  Definitions(Dialect dialect) {
    this.dialect = dialect;
  }

  /// The definitions gathered so far, by name.
  Obj all() {
    while (!open.isEmpty()) {
      ObjectSchema schema = open.remove();
      definitions.put(schema.name(), definition(schema));
    }
    return new Obj(definitions);
  }

  /// Adds a kind and, when there are lists of it, the list; says how to refer to the kind.
  void add(Kind<?> kind) {
    ObjectSchema schema = kind.codec().schema();
    if (kind instanceof CustomKind custom) {
      refer(ObjectMetaSchema.SCHEMA);
      seen.add(schema.name());
      definitions.put(schema.name(), custom.definition(dialect == Dialect.V2));
    }
    refer(schema);
    if (kind.names().verbs().contains("list")) {
      definitions.put(listName(kind), list(kind, schema));
    }
  }

  /// The name of the definition of a kind's lists.
  static String listName(Kind<?> kind) {
    return kind instanceof CustomKind
        ? kind.codec().schema().name().replaceFirst("[^.]*$", kind.names().listKind())
        : kind.codec().schema().name() + "List";
  }

  /// A reference to a type, whose definition is added.
  Obj refer(ObjectSchema schema) {
    if (seen.add(schema.name())) {
      open.add(schema);
    }
    return reference(schema.name());
  }

  Obj reference(String name) {
    return Obj.EMPTY.with("$ref", JsonValue.of(dialect.prefix + name));
  }

  private Obj list(Kind<?> kind, ObjectSchema schema) {
    Map<String, JsonValue> properties = new LinkedHashMap<>();
    properties.put("apiVersion", text(API_VERSION));
    properties.put(
        "items",
        Obj.EMPTY
            .with("description", JsonValue.of("The objects."))
            .with("type", JsonValue.of("array"))
            .with("items", refer(schema)));
    properties.put("kind", text(KIND));
    properties.put(
        "metadata", described(refer(ListMetaSchema.SCHEMA), "The revision of the list."));
    Map<String, JsonValue> definition = new LinkedHashMap<>();
    definition.put(
        "description", JsonValue.of("A list of objects of the kind " + schema.kind() + "."));
    definition.put("type", JsonValue.of("object"));
    definition.put("required", texts(List.of("items")));
    definition.put("properties", new Obj(properties));
    definition.put(
        "x-kubernetes-group-version-kind",
        new Array(List.of(gvk(schema.group(), schema.version(), kind.names().listKind()))));
    return new Obj(definition);
  }

  private Obj definition(ObjectSchema schema) {
    Map<String, JsonValue> definition = new LinkedHashMap<>();
    if (!schema.description().isEmpty()) {
      definition.put("description", JsonValue.of(schema.description()));
    }
    definition.put("type", JsonValue.of("object"));
    var required = new ArrayList<String>();
    Map<String, JsonValue> properties = new TreeMap<>();
    if (!schema.kind().isEmpty()) {
      properties.put("apiVersion", text(API_VERSION));
      properties.put("kind", text(KIND));
    }
    for (FieldSchema field : schema.fields()) {
      properties.put(field.name(), property(field));
      if (field.required()) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      definition.put("required", texts(required));
    }
    if (!properties.isEmpty()) {
      definition.put("properties", new Obj(properties));
    }
    if (schema.atomic()) {
      definition.put("x-kubernetes-map-type", JsonValue.of("atomic"));
    }
    if (!schema.kind().isEmpty()) {
      definition.put(
          "x-kubernetes-group-version-kind",
          new Array(List.of(gvk(schema.group(), schema.version(), schema.kind()))));
    }
    return new Obj(definition);
  }

  static Obj gvk(String group, String version, String kind) {
    return Obj.EMPTY
        .with("group", JsonValue.of(group))
        .with("kind", JsonValue.of(kind))
        .with("version", JsonValue.of(version));
  }

  private JsonValue property(FieldSchema field) {
    Obj type = type(field.type(), field.format());
    Obj property = described(type, field.description());
    if (!field.defaultJson().isEmpty()) {
      property = property.with("default", value(field.defaultJson()));
    }
    if (!field.oneOf().isEmpty()) {
      property = property.with("enum", texts(field.oneOf()));
    }
    if (field.list() != ListType.UNSPECIFIED) {
      property =
          property.with(
              "x-kubernetes-list-type",
              JsonValue.of(
                  switch (field.list()) {
                    case SET -> "set";
                    case MAP -> "map";
                    case ATOMIC, UNSPECIFIED -> "atomic";
                  }));
    }
    if (!field.keys().isEmpty()) {
      property = property.with("x-kubernetes-list-map-keys", texts(field.keys()));
    }
    if (field.atomic()) {
      property = property.with("x-kubernetes-map-type", JsonValue.of("atomic"));
    }
    if (!field.patch().isEmpty()) {
      property =
          property.with(
              "x-kubernetes-patch-strategy", JsonValue.of(String.join(",", field.patch())));
    }
    if (!field.mergeKey().isEmpty()) {
      property = property.with("x-kubernetes-patch-merge-key", JsonValue.of(field.mergeKey()));
    }
    return property;
  }

  /// A type with a description; version 3 allows nothing beside a reference.
  private Obj described(Obj type, String description) {
    Obj own =
        dialect == Dialect.V3 && type.has("$ref")
            ? Obj.EMPTY.with("allOf", new Array(List.of(type)))
            : type;
    return description.isEmpty() ? own : own.with("description", JsonValue.of(description));
  }

  private Obj type(FieldType type, String format) {
    return switch (type) {
      case FieldType.ListOf(FieldType element) ->
          Obj.EMPTY.with("type", JsonValue.of("array")).with("items", type(element, ""));
      case FieldType.MapOf(FieldType element) ->
          Obj.EMPTY
              .with("type", JsonValue.of("object"))
              .with("additionalProperties", type(element, ""));
      case FieldType.ObjectOf object -> refer(object.schema());
      case FieldType.Opaque(String name) -> shared(name, Obj.EMPTY);
      case FieldType.Scalar scalar -> scalar(scalar, format);
    };
  }

  private Obj scalar(FieldType.Scalar scalar, String format) {
    return switch (scalar) {
      case STRING -> formatted("string", format);
      case BOOLEAN -> formatted("boolean", "");
      case INTEGER -> formatted("integer", format.isEmpty() ? "int32" : format);
      case NUMBER -> formatted("number", format.isEmpty() ? "double" : format);
      case BYTES -> formatted("string", "byte");
      case QUANTITY ->
          shared(
              QUANTITY,
              dialect == Dialect.V2
                  ? formatted("string", "")
                  : Obj.EMPTY.with(
                      "oneOf",
                      new Array(List.of(formatted("string", ""), formatted("number", "")))));
      case INT_OR_STRING ->
          shared(
              INT_OR_STRING,
              dialect == Dialect.V2
                  ? formatted("string", "int-or-string")
                  : Obj.EMPTY
                      .with("format", JsonValue.of("int-or-string"))
                      .with(
                          "oneOf",
                          new Array(List.of(formatted("integer", ""), formatted("string", "")))));
      case TIME -> shared(TIME, formatted("string", "date-time"));
      case MICRO_TIME -> shared(MICRO_TIME, formatted("string", "date-time"));
      case DURATION -> shared(DURATION, formatted("string", ""));
      case RAW -> shared(RAW, formatted("object", ""));
      case FIELDS_V1 -> shared(FIELDS, formatted("object", ""));
    };
  }

  private Obj shared(String name, Obj definition) {
    definitions.putIfAbsent(name, definition);
    return reference(name);
  }

  private static Obj text(String description) {
    return Obj.EMPTY
        .with("description", JsonValue.of(description))
        .with("type", JsonValue.of("string"));
  }

  private static Obj formatted(String type, String format) {
    Obj schema = Obj.EMPTY.with("type", JsonValue.of(type));
    return format.isEmpty() ? schema : schema.with("format", JsonValue.of(format));
  }

  private static JsonValue value(String json) {
    try {
      return JsonValue.parse(json);
    } catch (JsonException _) {
      return JsonValue.of(json);
    }
  }

  private static Array texts(List<String> values) {
    return new Array(values.stream().map(JsonValue::of).toList());
  }
}
