package io.kubejar.server.openapi;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Bool;
import io.kubejar.wire.json.JsonValue.Int;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Real;
import io.kubejar.wire.json.JsonValue.Text;
import io.kubejar.wire.protobuf.MessageOutput;
import io.kubejar.wire.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// The protobuf form of a document of OpenAPI 2, which kubectl reads: the definitions and the
/// operations of each path.
///
/// @see <a href="https://github.com/google/gnostic/blob/main/openapiv2/OpenAPIv2.proto">gnostic,
///   openapi.v2</a>
final class Version2Message {
  private static final Map<String, Integer> METHODS =
      Map.of("get", 2, "put", 3, "post", 4, "delete", 5, "options", 6, "head", 7, "patch", 8);
  private static final Map<String, Integer> TEXTS =
      Map.of(
          "$ref", 1, "format", 2, "title", 3, "description", 4, "pattern", 13, "discriminator", 26);
  private static final Map<String, Integer> REALS =
      Map.of("multipleOf", 6, "maximum", 7, "minimum", 9);
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "maxLength", 11,
          "minLength", 12,
          "maxItems", 14,
          "minItems", 15,
          "maxProperties", 17,
          "minProperties", 18);
  private static final Map<String, Integer> FLAGS =
      Map.of("exclusiveMaximum", 8, "exclusiveMinimum", 10, "uniqueItems", 16, "readOnly", 27);

  private Version2Message() {}

  /// The message of a document's JSON form.
  static byte[] of(Obj document) {
    var info = new MessageOutput();
    info.text(1, document.object("info").text("title"));
    info.text(2, document.object("info").text("version"));
    var paths = new MessageOutput();
    document.object("paths").members().forEach((path, item) -> named(paths, 2, path, path(item)));
    var definitions = new MessageOutput();
    document
        .object("definitions")
        .members()
        .forEach((name, schema) -> named(definitions, 1, name, schema(schema)));
    var out = new MessageOutput();
    out.text(1, document.text("swagger"));
    out.bytes(2, info.toBytes());
    out.bytes(8, paths.toBytes());
    out.bytes(9, definitions.toBytes());
    return out.toBytes();
  }

  static void named(MessageOutput out, int tag, String name, byte[] value) {
    var named = new MessageOutput();
    named.text(1, name);
    named.bytes(2, value);
    out.bytes(tag, named.toBytes());
  }

  private static byte[] path(JsonValue given) {
    var out = new MessageOutput();
    if (given instanceof Obj item) {
      item.members()
          .forEach(
              (method, operation) -> {
                Integer tag = METHODS.get(method);
                if (tag != null && operation instanceof Obj object) {
                  out.bytes(tag, operation(object));
                }
              });
      Version2Exchange.parameters(out, 9, item.items("parameters"));
    }
    return out.toBytes();
  }

  private static byte[] operation(Obj operation) {
    var out = new MessageOutput();
    texts(out, 1, operation.items("tags"));
    out.text(3, operation.text("description"));
    out.text(5, operation.text("operationId"));
    texts(out, 6, operation.items("produces"));
    texts(out, 7, operation.items("consumes"));
    Version2Exchange.parameters(out, 8, operation.items("parameters"));
    out.bytes(9, Version2Exchange.responses(operation.object("responses")));
    texts(out, 10, operation.items("schemes"));
    extensions(out, 13, operation);
    return out.toBytes();
  }

  private static void texts(MessageOutput out, int tag, List<JsonValue> values) {
    for (JsonValue value : values) {
      if (value instanceof Text(String text)) {
        out.text(tag, text);
      }
    }
  }

  static byte[] schema(JsonValue given) {
    var out = new MessageOutput();
    if (!(given instanceof Obj schema)) {
      return out.toBytes();
    }
    for (Entry<String, JsonValue> member : schema.members().entrySet()) {
      member(out, member.getKey(), member.getValue());
    }
    extensions(out, 31, schema);
    return out.toBytes();
  }

  private static void member(MessageOutput out, String name, JsonValue value) {
    switch (name) {
      case "default" -> out.bytes(5, any(value));
      case "required" -> texts(out, 19, items(value));
      case "enum" -> items(value).forEach(each -> out.bytes(20, any(each)));
      case "additionalProperties" -> out.bytes(21, others(value));
      case "type" -> out.bytes(22, types(value));
      case "items" -> out.bytes(23, one(schema(value)));
      case "allOf" -> items(value).forEach(each -> out.bytes(24, schema(each)));
      case "properties" -> out.bytes(25, properties(value));
      case "example" -> out.bytes(30, any(value));
      default -> plain(out, name, value);
    }
  }

  private static void plain(MessageOutput out, String name, JsonValue value) {
    if (TEXTS.containsKey(name)) {
      text(out, TEXTS.get(name), value);
    } else if (REALS.containsKey(name)) {
      out.real(
          REALS.get(name),
          value instanceof Real(double real) ? real : value instanceof Int(long whole) ? whole : 0);
    } else if (NUMBERS.containsKey(name) && value instanceof Int(long number)) {
      out.number(NUMBERS.get(name), number);
    } else if (FLAGS.containsKey(name) && value instanceof Bool(boolean flag)) {
      out.number(FLAGS.get(name), flag ? 1 : 0);
    }
  }

  private static void text(MessageOutput out, int tag, JsonValue value) {
    if (value instanceof Text(String text)) {
      out.text(tag, text);
    }
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof Array(List<JsonValue> items) ? items : List.of();
  }

  private static byte[] others(JsonValue value) {
    var out = new MessageOutput();
    if (value instanceof Bool(boolean any)) {
      out.number(2, any ? 1 : 0);
    } else {
      out.bytes(1, schema(value));
    }
    return out.toBytes();
  }

  private static byte[] types(JsonValue value) {
    var out = new MessageOutput();
    texts(out, 1, value instanceof Text ? List.of(value) : items(value));
    return out.toBytes();
  }

  private static byte[] one(byte[] schema) {
    var out = new MessageOutput();
    out.bytes(1, schema);
    return out.toBytes();
  }

  private static byte[] properties(JsonValue value) {
    var out = new MessageOutput();
    if (value instanceof Obj properties) {
      properties.members().forEach((name, schema) -> named(out, 1, name, schema(schema)));
    }
    return out.toBytes();
  }

  private static void extensions(MessageOutput out, int tag, Obj object) {
    object
        .members()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-")) {
                named(out, tag, name, any(value));
              }
            });
  }

  /// A value of no certain type stands as YAML text.
  private static byte[] any(JsonValue value) {
    var out = new MessageOutput();
    out.bytes(2, Yaml.print(value).getBytes(StandardCharsets.UTF_8));
    return out.toBytes();
  }
}
