package io.kubejar.node.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of manifests and image configurations, as maps, lists, strings, longs and booleans.
///
/// Small documents from archives that may be hostile: depth is limited, the size by the caller.
/// Written without blanks and in the order of the maps, so that the same image always has the same
/// digest.
final class OciJson {

  private static final int DEEPEST = 64;

  private final String text;
  private int position;
  private int depth;

  private OciJson(String text) {
    this.text = text;
  }

  /// Reads an object.
  ///
  /// @throws ImageException when it is not one
  static Map<String, Object> object(byte[] json) {
    return map(parse(json));
  }

  static @Nullable Object parse(byte[] json) {
    var reader = new OciJson(new String(json, StandardCharsets.UTF_8));
    Object value = reader.value();
    reader.skipBlanks();
    if (reader.position < reader.text.length()) {
      throw reader.malformed();
    }
    return value;
  }

  static Map<String, Object> map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new ImageException("expected a JSON object");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, each) -> copy.put((String) key, each));
    return copy;
  }

  static List<Object> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> new ArrayList<>(list);
      default -> throw new ImageException("expected a JSON list");
    };
  }

  static List<String> strings(@Nullable Object value) {
    return list(value).stream().map(OciJson::string).toList();
  }

  static String string(@Nullable Object value) {
    if (value instanceof String string) {
      return string;
    }
    throw new ImageException("expected a JSON string");
  }

  private @Nullable Object value() {
    skipBlanks();
    return switch (peek()) {
      case '{' -> nested(this::members);
      case '[' -> nested(this::elements);
      case '"' -> quoted();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private interface Part {
    Object read();
  }

  private Object nested(Part part) {
    if (++depth > DEEPEST) {
      throw malformed();
    }
    position++;
    Object read = part.read();
    depth--;
    return read;
  }

  private Object members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    skipBlanks();
    if (peek() == '}') {
      position++;
      return members;
    }
    while (true) {
      skipBlanks();
      String name = quoted();
      skipBlanks();
      expect(':');
      Object member = value();
      if (member != null) {
        members.put(name, member);
      }
      skipBlanks();
      if (peek() == ',') {
        position++;
      } else {
        expect('}');
        return members;
      }
    }
  }

  private Object elements() {
    List<Object> elements = new ArrayList<>();
    skipBlanks();
    if (peek() == ']') {
      position++;
      return elements;
    }
    while (true) {
      Object element = value();
      if (element == null) {
        throw malformed();
      }
      elements.add(element);
      skipBlanks();
      if (peek() == ',') {
        position++;
      } else {
        expect(']');
        return elements;
      }
    }
  }

  private String quoted() {
    expect('"');
    var string = new StringBuilder();
    while (true) {
      char c = peek();
      position++;
      if (c == '"') {
        return string.toString();
      }
      if (c < ' ') {
        throw malformed();
      }
      string.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (position + 4 > text.length()) {
          throw malformed();
        }
        try {
          char unit = (char) Integer.parseInt(text, position, position + 4, 16);
          position += 4;
          yield unit;
        } catch (NumberFormatException e) {
          throw malformed();
        }
      }
      default -> throw malformed();
    };
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    if (!text.startsWith(word, position)) {
      throw malformed();
    }
    position += word.length();
    return value;
  }

  private Object number() {
    int start = position;
    while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    String digits = text.substring(start, position);
    try {
      return digits.chars().allMatch(c -> c == '-' || Character.isDigit(c))
          ? (Object) Long.valueOf(digits)
          : (Object) Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  private char peek() {
    if (position >= text.length()) {
      throw malformed();
    }
    return text.charAt(position);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw malformed();
    }
    position++;
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private ImageException malformed() {
    return new ImageException("malformed JSON at character " + position);
  }

  /// Writes a value made of maps, lists, strings, numbers and booleans.
  static byte[] write(Object value) {
    var out = new StringBuilder();
    append(out, value);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          appendQuoted(out, (String) entry.getKey());
          out.append(':');
          append(out, entry.getValue());
          separator = ",";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        String separator = "";
        for (Object each : list) {
          out.append(separator);
          append(out, each);
          separator = ",";
        }
        out.append(']');
      }
      case String string -> appendQuoted(out, string);
      default -> out.append(value);
    }
  }

  private static void appendQuoted(StringBuilder out, String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
