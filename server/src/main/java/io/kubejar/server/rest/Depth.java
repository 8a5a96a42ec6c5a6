package io.kubejar.server.rest;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;

/// How deep the objects may be nested that clients send: less than what can be read, since the
/// record of who owns their fields is a little deeper still.
final class Depth {
  private static final int MOST = 450;

  private Depth() {}

  /// @throws JsonException when a document is nested too deep
  static void check(byte[] json) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length; i++) {
      switch (json[i]) {
        case '\\' -> i++;
        case '"' -> quoted = !quoted;
        case '{', '[' -> {
          if (!quoted && ++depth > MOST) {
            throw tooDeep();
          }
        }
        case '}', ']' -> {
          if (!quoted) {
            depth--;
          }
        }
        default -> {}
      }
    }
  }

  /// @throws JsonException when a tree is nested too deep
  static void check(JsonValue value) {
    check(value, 0);
  }

  private static void check(JsonValue value, int depth) {
    if (depth > MOST) {
      throw tooDeep();
    }
    switch (value) {
      case JsonValue.Obj(var members) -> members.values().forEach(m -> check(m, depth + 1));
      case JsonValue.Array(var items) -> items.forEach(item -> check(item, depth + 1));
      default -> {}
    }
  }

  private static JsonException tooDeep() {
    return new JsonException("exceeded max depth", "");
  }
}
