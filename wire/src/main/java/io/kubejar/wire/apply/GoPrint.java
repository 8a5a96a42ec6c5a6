package io.kubejar.wire.apply;

import io.kubejar.wire.json.GoText;
import io.kubejar.wire.json.JsonValue;

/// How upstream's messages show values of unfit form.
final class GoPrint {
  private GoPrint() {}

  /// The value, as plain text.
  static String plain(JsonValue value) {
    return GoText.of(value);
  }

  /// The value within the type that holds it.
  static String wrapped(JsonValue value) {
    String text = value instanceof JsonValue.Text ? value.toJsonText() : GoText.of(value);
    return "&value.valueUnstructured{Value:" + text + "}";
  }

  /// The name of the value's type.
  static String type(JsonValue value) {
    return switch (value) {
      case JsonValue.Null _ -> "<nil>";
      case JsonValue.Bool _ -> "bool";
      case JsonValue.Int _ -> "int64";
      case JsonValue.Real _ -> "float64";
      case JsonValue.Text _ -> "string";
      case JsonValue.Array _ -> "[]interface {}";
      case JsonValue.Obj _ -> "map[string]interface {}";
    };
  }
}
