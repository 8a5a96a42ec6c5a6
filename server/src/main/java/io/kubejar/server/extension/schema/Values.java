package io.kubejar.server.extension.schema;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.wire.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How trees and numbers stand in messages.
public final class Values {
  private Values() {}

  /// The type that messages name: `integer`, `number`, `string`, …
  static String type(JsonValue value) {
    return switch (value) {
      case JsonValue.Null _ -> "null";
      case JsonValue.Bool _ -> "boolean";
      case JsonValue.Int _ -> "integer";
      case JsonValue.Real _ -> "number";
      case JsonValue.Text _ -> "string";
      case JsonValue.Array _ -> "array";
      case JsonValue.Obj _ -> "object";
    };
  }

  /// The format that goes with the type.
  static String format(JsonValue value) {
    return switch (value) {
      case JsonValue.Int _ -> "int64";
      case JsonValue.Real _ -> "double";
      default -> "";
    };
  }

  /// Whether a number is whole, however it was written.
  static boolean isWhole(JsonValue value) {
    return switch (value) {
      case JsonValue.Int _ -> true;
      case JsonValue.Real(double real) -> real == Math.rint(real) && Math.abs(real) <= 1L << 53;
      default -> false;
    };
  }

  /// A number as a double.
  static double number(JsonValue value) {
    return switch (value) {
      case JsonValue.Int(long whole) -> whole;
      case JsonValue.Real(double real) -> real;
      default -> Double.NaN;
    };
  }

  /// A double without an exponent or a needless fraction, as upstream's messages print it.
  static String text(double number) {
    double size = Math.abs(number);
    if (number == Math.rint(number) && size < 1e21) {
      return new BigDecimal(number).toPlainString();
    }
    if (size >= 1e-4 && size < 1e21) {
      return new BigDecimal(Double.toString(number)).toPlainString();
    }
    String text = Double.toString(number).replace("E-", "e-").replace("E", "e+");
    int exponent = text.indexOf('e');
    String digits = text.substring(0, exponent);
    if (digits.endsWith(".0")) {
      digits = digits.substring(0, digits.length() - 2);
    }
    String power = text.substring(exponent + 2);
    return digits
        + text.substring(exponent, exponent + 2)
        + (power.length() < 2 ? "0" + power : power);
  }

  /// A tree for [FieldErrors], which quotes texts and shows anything else as JSON.
  public static Object quoted(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(String text) -> text;
      case JsonValue.Int(long whole) -> whole;
      case JsonValue.Bool(boolean bool) -> bool;
      case JsonValue.Real(double real) -> new FieldErrors.Json(text(real));
      case JsonValue.Null _ -> new FieldErrors.Json("null");
      case JsonValue.Array _, JsonValue.Obj _ -> new FieldErrors.Json(sorted(value).toJsonText());
    };
  }

  /// The same tree with members in the order of their names.
  public static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        Map<String, JsonValue> sorted = new TreeMap<>();
        members.forEach((name, member) -> sorted.put(name, sorted(member)));
        yield new JsonValue.Obj(sorted);
      }
      case JsonValue.Array(var items) ->
          new JsonValue.Array(items.stream().map(Values::sorted).toList());
      default -> value;
    };
  }

  /// A value as Go prints it, which a few messages quote.
  public static String goText(JsonValue value) {
    return switch (value) {
      case JsonValue.Null _ -> "<nil>";
      case JsonValue.Bool(boolean bool) -> Boolean.toString(bool);
      case JsonValue.Int(long whole) -> Long.toString(whole);
      case JsonValue.Real(double real) -> text(real);
      case JsonValue.Text(String text) -> text;
      case JsonValue.Array(var items) ->
          items.stream().map(Values::goText).collect(Collectors.joining(" ", "[", "]"));
      case JsonValue.Obj(Map<String, JsonValue> members) ->
          new TreeMap<>(members)
              .entrySet().stream()
                  .map(member -> member.getKey() + ":" + goText(member.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
    };
  }

  /// What Go calls the type of a value.
  public static String goType(JsonValue value) {
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
