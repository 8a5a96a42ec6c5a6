package io.kubejar.wire.patch;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.patch.PatchException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in a document (RFC 6901), and the changes that a JSON patch makes there.
///
/// As upstream does, whatever stands before the first slash is ignored, and a negative index counts
/// from the end.
final class JsonPointer {
  /// A change of the array or object that holds the place.
  private interface Change {
    JsonValue in(JsonValue holder, String key);
  }

  private final String text;
  private final List<String> tokens;

  JsonPointer(String text) {
    this.text = text;
    String[] parts = text.split("/", -1);
    List<String> decoded = new ArrayList<>(parts.length);
    for (int i = 1; i < parts.length; i++) {
      decoded.add(parts[i].replace("~1", "/").replace("~0", "~"));
    }
    this.tokens = decoded;
  }

  /// The value there, or null when the holder has none; throws when there is no holder.
  @Nullable JsonValue get(JsonValue document) {
    JsonValue at = document;
    for (int i = 0; i < tokens.size() - 1; i++) {
      at = child(at, tokens.get(i));
    }
    if (tokens.isEmpty()) {
      throw missing();
    }
    String key = tokens.getLast();
    return switch (at) {
      case Obj object -> object.get(key);
      case Array(List<JsonValue> items) -> items.get(index(key, items.size(), items.size() - 1));
      default -> throw missing();
    };
  }

  JsonValue add(JsonValue document, JsonValue value) {
    return change(
        document,
        (holder, key) ->
            switch (holder) {
              case Obj object -> object.with(key, value);
              case Array(List<JsonValue> items) -> {
                List<JsonValue> copy = new ArrayList<>(items);
                int size = items.size();
                copy.add(key.equals("-") ? size : index(key, size + 1, size), value);
                yield new Array(copy);
              }
              default -> throw missing();
            });
  }

  JsonValue replace(JsonValue document, JsonValue value) {
    return change(
        document,
        (holder, key) ->
            switch (holder) {
              case Obj object -> object.with(key, value);
              case Array(List<JsonValue> items) -> {
                List<JsonValue> copy = new ArrayList<>(items);
                copy.set(index(key, items.size(), items.size() - 1), value);
                yield new Array(copy);
              }
              default -> throw missing();
            });
  }

  JsonValue remove(JsonValue document) {
    return change(
        document,
        (holder, key) ->
            switch (holder) {
              case Obj object when object.has(key) -> object.without(key);
              case Array(List<JsonValue> items) -> {
                List<JsonValue> copy = new ArrayList<>(items);
                copy.remove(index(key, items.size(), items.size() - 1));
                yield new Array(copy);
              }
              default -> throw missing();
            });
  }

  private JsonValue change(JsonValue document, Change change) {
    if (tokens.isEmpty()) {
      throw missing();
    }
    return change(document, 0, change);
  }

  private JsonValue change(JsonValue at, int depth, Change change) {
    String token = tokens.get(depth);
    if (depth == tokens.size() - 1) {
      return change.in(at, token);
    }
    JsonValue changed = change(child(at, token), depth + 1, change);
    return switch (at) {
      case Obj(Map<String, JsonValue> members) -> {
        Map<String, JsonValue> copy = new LinkedHashMap<>(members);
        copy.put(token, changed);
        yield new Obj(copy);
      }
      case Array(List<JsonValue> items) -> {
        List<JsonValue> copy = new ArrayList<>(items);
        copy.set(index(token, items.size(), items.size() - 1), changed);
        yield new Array(copy);
      }
      default -> throw missing();
    };
  }

  private JsonValue child(JsonValue at, String token) {
    JsonValue child =
        switch (at) {
          case Obj object -> object.get(token);
          case Array(List<JsonValue> items) ->
              items.get(index(token, items.size(), items.size() - 1));
          default -> null;
        };
    if (child == null) {
      throw missing();
    }
    return child;
  }

  private int index(String token, int size, int largest) {
    int index;
    try {
      index = Integer.parseInt(token);
    } catch (NumberFormatException e) {
      throw missing();
    }
    int counted = index < 0 ? index + size : index;
    if (counted < 0 || counted > largest) {
      throw new PatchException(
          Fault.NOT_APPLICABLE, "Unable to access invalid index: " + index + ": invalid index");
    }
    return counted;
  }

  private PatchException missing() {
    return new PatchException(
        Fault.NOT_APPLICABLE,
        "operation does not apply: doc is missing path: \"" + text + "\": missing value");
  }
}
