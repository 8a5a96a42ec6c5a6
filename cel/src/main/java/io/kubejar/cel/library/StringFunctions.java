package io.kubejar.cel.library;

import io.kubejar.cel.value.CelError;
import java.util.ArrayList;
import java.util.List;

/// The extended functions on strings. Positions count code points.
final class StringFunctions {
  private StringFunctions() {}

  static void register(Functions.Table table) {
    table
        .declare("string::charAt(int) -> string", a -> charAt((String) a[0], (Long) a[1]))
        .declare("string::indexOf(string) -> int", a -> indexOf((String) a[0], (String) a[1], 0))
        .declare(
            "string::indexOf(string, int) -> int",
            a -> indexOf((String) a[0], (String) a[1], (Long) a[2]))
        .declare(
            "string::lastIndexOf(string) -> int",
            a -> lastIndexOf((String) a[0], (String) a[1], Operators.length((String) a[0])))
        .declare(
            "string::lastIndexOf(string, int) -> int",
            a -> lastIndexOf((String) a[0], (String) a[1], (Long) a[2]))
        .declare("list<string>::join() -> string", a -> join((List<?>) a[0], ""))
        .declare("list<string>::join(string) -> string", a -> join((List<?>) a[0], (String) a[1]))
        .declare("string::lowerAscii() -> string", a -> cased((String) a[0], 'A', 'Z', 32))
        .declare("string::upperAscii() -> string", a -> cased((String) a[0], 'a', 'z', -32))
        .declare(
            "string::replace(string, string) -> string",
            a -> ((String) a[0]).replace((String) a[1], (String) a[2]))
        .declare(
            "string::replace(string, string, int) -> string",
            a -> replace((String) a[0], (String) a[1], (String) a[2], (Long) a[3]))
        .declare(
            "string::split(string) -> list<string>", a -> split((String) a[0], (String) a[1], -1))
        .declare(
            "string::split(string, int) -> list<string>",
            a -> split((String) a[0], (String) a[1], (Long) a[2]))
        .declare(
            "string::substring(int) -> string",
            a -> substring((String) a[0], (Long) a[1], Operators.length((String) a[0])))
        .declare(
            "string::substring(int, int) -> string",
            a -> substring((String) a[0], (Long) a[1], (Long) a[2]))
        .declare("string::trim() -> string", a -> ((String) a[0]).strip())
        .declare(
            "string::format(list<dyn>) -> string",
            a -> TextFormat.format((String) a[0], (List<?>) a[1]))
        .declare("strings.quote(string) -> string", a -> quote((String) a[0]));
  }

  private static int offset(String text, long position) {
    long length = Operators.length(text);
    if (position < 0 || position > length) {
      throw new CelError("index out of range: " + position);
    }
    return text.offsetByCodePoints(0, (int) position);
  }

  private static String charAt(String text, long position) {
    int start = offset(text, position);
    return start == text.length() ? "" : Character.toString(text.codePointAt(start));
  }

  private static long indexOf(String text, String part, long from) {
    if (part.isEmpty()) {
      return from;
    }
    int found = text.indexOf(part, offset(text, from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  private static long lastIndexOf(String text, String part, long from) {
    if (part.isEmpty()) {
      return from;
    }
    int found = text.lastIndexOf(part, offset(text, from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  private static String join(List<?> items, String separator) {
    var joined = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof String text)) {
        throw CelError.noSuchOverload();
      }
      joined.append(i == 0 ? "" : separator).append(text);
    }
    return joined.toString();
  }

  private static String cased(String text, char from, char to, int shift) {
    var changed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      changed.append(c >= from && c <= to ? (char) (c + shift) : c);
    }
    return changed.toString();
  }

  private static String replace(String text, String part, String with, long limit) {
    if (limit < 0) {
      return text.replace(part, with);
    }
    var replaced = new StringBuilder();
    int at = 0;
    for (long done = 0; done < limit; done++) {
      int found = text.indexOf(part, at);
      if (found < 0) {
        break;
      }
      if (part.isEmpty()) {
        replaced.append(with);
        if (at == text.length()) {
          return replaced.toString();
        }
        int end = text.offsetByCodePoints(at, 1);
        replaced.append(text, at, end);
        at = end;
      } else {
        replaced.append(text, at, found).append(with);
        at = found + part.length();
      }
    }
    return replaced.append(text, at, text.length()).toString();
  }

  private static List<Object> split(String text, String separator, long limit) {
    List<Object> parts = new ArrayList<>();
    if (limit == 0) {
      return parts;
    }
    int at = 0;
    if (separator.isEmpty()) {
      while (at < text.length() && (limit < 0 || parts.size() < limit - 1)) {
        int end = text.offsetByCodePoints(at, 1);
        parts.add(text.substring(at, end));
        at = end;
      }
      if (at < text.length()) {
        parts.add(text.substring(at));
      }
      return parts;
    }
    while (limit < 0 || parts.size() < limit - 1) {
      int found = text.indexOf(separator, at);
      if (found < 0) {
        break;
      }
      parts.add(text.substring(at, found));
      at = found + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static String substring(String text, long from, long to) {
    if (from > to) {
      throw new CelError("invalid substring range. start: %d, end: %d".formatted(from, to));
    }
    return text.substring(offset(text, from), offset(text, to));
  }

  private static String quote(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 7 -> quoted.append("\\a");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case 11 -> quoted.append("\\v");
        case '\\' -> quoted.append("\\\\");
        case '"' -> quoted.append("\\\"");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
