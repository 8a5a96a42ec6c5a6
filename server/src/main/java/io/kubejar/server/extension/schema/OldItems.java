package io.kubejar.server.extension.schema;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds, for items of a list of type `map`, what they were before an update.
final class OldItems {
  private final List<String> keys;
  private final Map<List<JsonValue>, JsonValue> byKey = new HashMap<>();

  OldItems(@Nullable JsonValue old, Schema schema) {
    boolean told = schema.lists().type().equals("map") && old instanceof JsonValue.Array;
    this.keys = told ? schema.lists().keys() : List.of();
    if (told && old instanceof JsonValue.Array(List<JsonValue> items)) {
      for (JsonValue item : items) {
        byKey.putIfAbsent(key(item), item);
      }
    }
  }

  @Nullable JsonValue of(JsonValue item) {
    return keys.isEmpty() ? null : byKey.get(key(item));
  }

  private List<JsonValue> key(JsonValue item) {
    List<JsonValue> key = new ArrayList<>(keys.size());
    for (String name : keys) {
      JsonValue part = item instanceof JsonValue.Obj object ? object.get(name) : null;
      key.add(part == null ? JsonValue.Null.NULL : part);
    }
    return key;
  }
}
