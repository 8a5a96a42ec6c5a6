package io.kubejar.server.openapi;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Bool;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.protobuf.MessageOutput;
import java.util.List;

/// What goes in and out of operations (parameters and responses) in the protobuf form of OpenAPI 2.
///
/// Older versions of kubectl look there whether a server knows `dryRun` and `fieldValidation`.
final class Version2Exchange {
  /// The tags of a form of parameters.
  private record Tags(int form, int type, int format, int unique) {}

  private static final Tags QUERY = new Tags(3, 6, 7, 20);
  private static final Tags PATH = new Tags(4, 5, 6, 19);

  private Version2Exchange() {}

  /// Adds parameters to an operation or to a path.
  static void parameters(MessageOutput out, int tag, List<JsonValue> parameters) {
    for (JsonValue each : parameters) {
      if (each instanceof Obj parameter) {
        out.bytes(tag, nested(1, parameter(parameter)));
      }
    }
  }

  private static byte[] parameter(Obj parameter) {
    return switch (parameter.text("in")) {
      case "body" -> nested(1, body(parameter));
      case "path" -> nested(2, plain(parameter, PATH));
      default -> nested(2, plain(parameter, QUERY));
    };
  }

  private static byte[] body(Obj parameter) {
    var out = new MessageOutput();
    text(out, 1, parameter, "description");
    text(out, 2, parameter, "name");
    text(out, 3, parameter, "in");
    flag(out, 4, parameter, "required");
    JsonValue schema = parameter.get("schema");
    if (schema != null) {
      out.bytes(5, Version2Message.schema(schema));
    }
    return out.toBytes();
  }

  private static byte[] plain(Obj parameter, Tags tags) {
    var out = new MessageOutput();
    flag(out, 1, parameter, "required");
    text(out, 2, parameter, "in");
    text(out, 3, parameter, "description");
    text(out, 4, parameter, "name");
    text(out, tags.type(), parameter, "type");
    text(out, tags.format(), parameter, "format");
    flag(out, tags.unique(), parameter, "uniqueItems");
    return nested(tags.form(), out.toBytes());
  }

  /// The responses by their codes.
  static byte[] responses(Obj responses) {
    var out = new MessageOutput();
    responses
        .members()
        .forEach(
            (code, response) -> {
              if (response instanceof Obj answer) {
                Version2Message.named(out, 1, code, nested(1, response(answer)));
              }
            });
    return out.toBytes();
  }

  private static byte[] response(Obj response) {
    var out = new MessageOutput();
    text(out, 1, response, "description");
    JsonValue schema = response.get("schema");
    if (schema != null) {
      out.bytes(2, nested(1, Version2Message.schema(schema)));
    }
    return out.toBytes();
  }

  private static void text(MessageOutput out, int tag, Obj object, String name) {
    String text = object.text(name);
    if (!text.isEmpty()) {
      out.text(tag, text);
    }
  }

  private static void flag(MessageOutput out, int tag, Obj object, String name) {
    if (object.get(name) instanceof Bool(boolean on) && on) {
      out.number(tag, 1);
    }
  }

  private static byte[] nested(int tag, byte[] message) {
    var out = new MessageOutput();
    out.bytes(tag, message);
    return out.toBytes();
  }
}
