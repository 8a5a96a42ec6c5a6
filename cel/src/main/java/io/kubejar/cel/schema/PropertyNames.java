package io.kubejar.cel.schema;

import io.kubejar.api.kind.CelWords;
import org.jspecify.annotations.Nullable;

/// How members whose names are no identifiers are called in expressions: `x-y` is `x__dash__y`,
/// `a.b` is `a__dot__b`, `namespace` is `__namespace__`.
public final class PropertyNames {
  private PropertyNames() {}

  /// The name in expressions, or null when expressions cannot reach such a member.
  public static @Nullable String escape(String name) {
    if (CelWords.RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    if (name.isEmpty() || name.charAt(0) >= '0' && name.charAt(0) <= '9') {
      return null;
    }
    var escaped = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' && i + 1 < name.length() && name.charAt(i + 1) == '_') {
        escaped.append("__underscores__");
        i++;
      } else if (c == '.') {
        escaped.append("__dot__");
      } else if (c == '-') {
        escaped.append("__dash__");
      } else if (c == '/') {
        escaped.append("__slash__");
      } else if (c == '_' || isAlphanumeric(c)) {
        escaped.append(c);
      } else {
        return null;
      }
    }
    return escaped.toString();
  }

  /// The member's own name.
  public static String unescape(String escaped) {
    if (!escaped.contains("__")) {
      return escaped;
    }
    if (escaped.length() > 4 && escaped.startsWith("__") && escaped.endsWith("__")) {
      String inner = escaped.substring(2, escaped.length() - 2);
      if (CelWords.RESERVED.contains(inner)) {
        return inner;
      }
    }
    return escaped
        .replace("__dot__", ".")
        .replace("__dash__", "-")
        .replace("__slash__", "/")
        .replace("__underscores__", "__");
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
