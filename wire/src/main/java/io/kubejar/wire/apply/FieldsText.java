package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The JSON form of field sets: objects whose names begin with `f:` (a member), `k:` (an item by
/// its keys), `v:` (an item by its value) or `i:` (an item by its place); `.` is the element
/// itself.
final class FieldsText {
  private FieldsText() {}

  static FieldSet parse(byte[] json) {
    try {
      if (JsonValue.parse(json) instanceof JsonValue.Obj root) {
        return set(root);
      }
    } catch (JsonException e) {
      throw new IllegalArgumentException("not a set of fields: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("a set of fields is an object");
  }

  private static FieldSet set(JsonValue.Obj object) {
    FieldSet result = new FieldSet();
    for (Map.Entry<String, JsonValue> entry : object.members().entrySet()) {
      if (entry.getKey().equals(".")) {
        continue;
      }
      if (!(entry.getValue() instanceof JsonValue.Obj below)) {
        throw new IllegalArgumentException("a set of fields holds objects only");
      }
      boolean member = below.members().isEmpty() || below.has(".");
      PathElement element = element(entry.getKey());
      if (element != null) {
        result.put(element, member, set(below));
      }
    }
    return result;
  }

  private static @Nullable PathElement element(String text) {
    if (text.length() < 2 || text.charAt(1) != ':') {
      throw new IllegalArgumentException("not an element of a path: " + text);
    }
    String rest = text.substring(2);
    try {
      return switch (text.charAt(0)) {
        case 'f' -> new PathElement.Name(rest);
        case 'v' -> new PathElement.Value(JsonValue.parse(rest));
        case 'i' -> new PathElement.Index(Integer.parseInt(rest));
        case 'k' -> {
          if (!(JsonValue.parse(rest) instanceof JsonValue.Obj keys)) {
            throw new IllegalArgumentException("keys are an object: " + rest);
          }
          yield new PathElement.Key(new TreeMap<>(keys.members()));
        }
        default -> null;
      };
    } catch (JsonException | NumberFormatException e) {
      throw new IllegalArgumentException("not an element of a path: " + text, e);
    }
  }

  static byte[] print(FieldSet set) {
    StringBuilder out = new StringBuilder();
    print(set, false, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void print(FieldSet set, boolean self, StringBuilder out) {
    out.append('{');
    int start = out.length();
    if (self) {
      out.append("\".\":{}");
    }
    set.forEach(
        (element, member, below) -> {
          if (out.length() > start) {
            out.append(',');
          }
          out.append(JsonValue.of(text(element)).toJsonText()).append(':');
          print(below, member && !below.isEmpty(), out);
        });
    out.append('}');
  }

  private static String text(PathElement element) {
    return switch (element) {
      case PathElement.Name(String name) -> "f:" + name;
      case PathElement.Key(var members) -> "k:" + new JsonValue.Obj(members).toJsonText();
      case PathElement.Value(JsonValue value) -> "v:" + value.toJsonText();
      case PathElement.Index(int index) -> "i:" + index;
    };
  }
}
