package io.kubejar.wire.yaml;

import io.kubejar.wire.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Prints trees in block style: two spaces a level, lists not indented below their key, keys
/// sorted.
final class YamlPrinter {
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

  private final StringBuilder out = new StringBuilder();

  String print(JsonValue value) {
    switch (value) {
      case JsonValue.Obj(Map<String, JsonValue> members) when !members.isEmpty() ->
          members(members, 0, false);
      case JsonValue.Array(List<JsonValue> items) when !items.isEmpty() -> items(items, 0, false);
      default -> {
        scalar(value, 0);
        out.append('\n');
      }
    }
    return out.toString();
  }

  /// Members at a level; the first continues a line that was begun when `inline`.
  private void members(Map<String, JsonValue> members, int level, boolean inline) {
    boolean begun = inline;
    for (Map.Entry<String, JsonValue> member : new TreeMap<>(members).entrySet()) {
      if (!begun) {
        indent(level);
      }
      begun = false;
      key(member.getKey());
      out.append(':');
      switch (member.getValue()) {
        case JsonValue.Obj(Map<String, JsonValue> inner) when !inner.isEmpty() -> {
          out.append('\n');
          members(inner, level + 1, false);
        }
        case JsonValue.Array(List<JsonValue> inner) when !inner.isEmpty() -> {
          out.append('\n');
          items(inner, level, false);
        }
        default -> {
          out.append(' ');
          scalar(member.getValue(), level + 1);
          out.append('\n');
        }
      }
    }
  }

  private void items(List<JsonValue> items, int level, boolean inline) {
    boolean begun = inline;
    for (JsonValue item : items) {
      if (!begun) {
        indent(level);
      }
      begun = false;
      out.append("- ");
      switch (item) {
        case JsonValue.Obj(Map<String, JsonValue> inner) when !inner.isEmpty() ->
            members(inner, level + 1, true);
        case JsonValue.Array(List<JsonValue> inner) when !inner.isEmpty() ->
            items(inner, level + 1, true);
        default -> {
          scalar(item, level + 1);
          out.append('\n');
        }
      }
    }
  }

  private void indent(int level) {
    out.repeat("  ", level);
  }

  private void scalar(JsonValue value, int level) {
    if (value instanceof JsonValue.Text(String text)) {
      text(text, level);
    } else {
      out.append(value.toJsonText());
    }
  }

  /// A key stays on one line.
  private void key(String name) {
    if (name.indexOf('\n') >= 0) {
      doubleQuoted(name);
    } else {
      text(name, 0);
    }
  }

  private void text(String text, int level) {
    if (!isPrintable(text)) {
      doubleQuoted(text);
    } else if (text.indexOf('\n') >= 0) {
      literal(text, level);
    } else if (!isString(text)) {
      out.append('"').append(text).append('"');
    } else if (isPlain(text)) {
      out.append(text);
    } else {
      out.append('\'').append(text.replace("'", "''")).append('\'');
    }
  }

  private static boolean isString(String text) {
    if (text.isEmpty()) {
      return false;
    }
    try {
      return ScalarRules.resolve(text) instanceof JsonValue.Text && !text.equals("<<");
    } catch (YamlException e) {
      return false;
    }
  }

  private static boolean isPlain(String text) {
    char first = text.charAt(0);
    boolean marked = INDICATORS.indexOf(first) >= 0;
    boolean harmless =
        "-?:".indexOf(first) >= 0
            && text.length() > 1
            && text.charAt(1) > ' '
            && !text.startsWith("---");
    return (!marked || harmless)
        && first != ' '
        && !text.endsWith(" ")
        && !text.endsWith(":")
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.equals("...");
  }

  private static boolean isPrintable(String text) {
    if (text.startsWith("\n") || (text.startsWith(" ") && text.indexOf('\n') >= 0)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n')
          || (c >= 0x7F && c < 0xA0)
          || c == '\u2028'
          || c == '\u2029'
          || c == '\uFEFF'
          || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private void literal(String text, int level) {
    boolean ends = text.endsWith("\n");
    out.append(!ends ? "|-" : text.endsWith("\n\n") ? "|+" : "|");
    String body = ends ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        indent(Math.max(1, level));
        out.append(line);
      }
    }
  }

  private void doubleQuoted(String text) {
    out.append('"');
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
                  boolean plain = c >= ' ' && c < 0x7F;
                  boolean letter = c > 0xFF && Character.isLetterOrDigit(c);
                  if (plain || letter) {
                    out.appendCodePoint(c);
                  } else if (c <= 0xFF) {
                    out.append("\\x%02X".formatted(c));
                  } else if (c <= 0xFFFF) {
                    out.append("\\u%04X".formatted(c));
                  } else {
                    out.append("\\U%08X".formatted(c));
                  }
                }
              }
            });
    out.append('"');
  }
}
