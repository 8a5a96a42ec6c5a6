package io.kubejar.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The decoded parameters of a request's query: ordered, repeatable, names with case.
public final class QueryParameters {
  private static final QueryParameters NONE = new QueryParameters(Map.of());

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /// Parses `a=1&b=%20&a=2`; `+` means a space, a name without `=` has the empty value. Parameters
  /// with a malformed escape or a semicolon are left out.
  public static QueryParameters parse(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return NONE;
    }
    var values = new LinkedHashMap<String, List<String>>();
    int start = 0;
    while (start <= rawQuery.length()) {
      int end = rawQuery.indexOf('&', start);
      if (end < 0) {
        end = rawQuery.length();
      }
      if (end > start) {
        String pair = rawQuery.substring(start, end);
        if (pair.indexOf(';') < 0 && isWellFormed(pair)) {
          int equals = pair.indexOf('=');
          boolean named = equals >= 0;
          String name = decode(named ? pair.substring(0, equals) : pair, true);
          String value = named ? decode(pair.substring(equals + 1), true) : "";
          values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
        }
      }
      start = end + 1;
    }
    values.replaceAll((_, list) -> List.copyOf(list));
    return new QueryParameters(values);
  }

  public @Nullable String first(String name) {
    var all = values.get(name);
    return all == null ? null : all.getFirst();
  }

  public String first(String name, String otherwise) {
    var value = first(name);
    return value == null ? otherwise : value;
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean contains(String name) {
    return values.containsKey(name);
  }

  public Set<String> names() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  @Override
  public String toString() {
    return values.toString();
  }

  /// Whether each percent sign begins an escape.
  static boolean isWellFormed(String text) {
    int end = text.length();
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 3)) {
      if (i + 2 >= end
          || !isHexadecimal(text.charAt(i + 1))
          || !isHexadecimal(text.charAt(i + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static String decode(String text, boolean plusIsSpace) {
    int first = 0;
    while (first < text.length()) {
      char c = text.charAt(first);
      if (c == '%' || (c == '+' && plusIsSpace)) {
        break;
      }
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[raw.length];
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '+' && plusIsSpace) {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("malformed escape in \"" + text + "\"");
        }
        b = (byte) (high << 4 | low);
        i += 2;
      }
      decoded[length++] = b;
    }
    return new String(decoded, 0, length, StandardCharsets.UTF_8);
  }
}
