package io.kubejar.wire.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Trees and texts as upstream's messages show them: `map[spec:map[replicas:3]]`, `"a\tb"`.
public final class GoText {
  private GoText() {}

  public static String of(JsonValue value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /// A text in double quotes, as the verb `%q` writes it.
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (c < ' ' || c == 0x7f) {
                    out.append("\\x%02x".formatted(c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, JsonValue value) {
    switch (value) {
      case JsonValue.Null _ -> out.append("<nil>");
      case JsonValue.Bool(boolean bool) -> out.append(bool);
      case JsonValue.Int(long number) -> out.append(number);
      case JsonValue.Real(double number) -> out.append(Doubles.toText(number));
      case JsonValue.Text(String text) -> out.append(text);
      case JsonValue.Array(List<JsonValue> items) -> {
        String separator = "[";
        for (JsonValue item : items) {
          append(out.append(separator), item);
          separator = " ";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        String separator = "map[";
        for (Map.Entry<String, JsonValue> member : new TreeMap<>(members).entrySet()) {
          append(out.append(separator).append(member.getKey()).append(':'), member.getValue());
          separator = " ";
        }
        out.append(members.isEmpty() ? "map[]" : "]");
      }
    }
  }
}
