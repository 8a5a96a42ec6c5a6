package io.kubejar.wire.json;

/// Upstream's words for a tree's value that does not fit its type.
final class TreeErrors {
  private TreeErrors() {}

  /// The message for a form (`object`, `number 1.5`) where a type (`int32`, `[]string`) is wanted.
  static String message(String form, String type) {
    if (type.startsWith("map[")) {
      return "cannot restore map from " + kind(form);
    }
    if (type.startsWith("[]")) {
      return "cannot restore slice from " + kind(form);
    }
    return type.contains(".")
        ? "cannot restore struct from: " + kind(form)
        : "unrecognized type: " + type;
  }

  private static String kind(String form) {
    return switch (form) {
      case "object" -> "map";
      case "array" -> "slice";
      case "number" -> "int64";
      default -> form.startsWith("number") ? "float64" : form;
    };
  }
}
