package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What identifies the items of lists.
final class ItemKeys {
  private ItemKeys() {}

  /// What is wrong with an item of a separable list, or null.
  static @Nullable String problem(Shape.Items list, JsonValue item) {
    if (list.keys().isEmpty()) {
      return switch (item) {
        case JsonValue.Obj _ -> "associative list without keys has an element that's a map type";
        case JsonValue.Array _ -> "not supported: associative list with lists as elements";
        case JsonValue.Null _ ->
            "associative list without keys has an element that's an explicit null";
        default -> null;
      };
    }
    if (item == JsonValue.Null.NULL) {
      return "associative list with keys may not have a null element";
    }
    if (!(item instanceof JsonValue.Obj object)) {
      return "associative list with keys may not have non-map elements";
    }
    for (String key : list.keys()) {
      if (!object.has(key) && !list.defaults().containsKey(key)) {
        return "associative list with keys has an element that omits key field \"%s\" (and doesn't have default value)"
            .formatted(key);
      }
    }
    return null;
  }

  /// The element that leads to an item; by its place where it has no identity.
  static PathElement of(Shape.Items list, int index, JsonValue item) {
    if (!list.separable() || problem(list, item) != null) {
      return new PathElement.Index(index);
    }
    if (list.keys().isEmpty()) {
      return new PathElement.Value(item);
    }
    var keys = new TreeMap<String, JsonValue>();
    for (String key : list.keys()) {
      JsonValue value = ((JsonValue.Obj) item).get(key);
      keys.put(key, value == null ? list.defaults().get(key) : value);
    }
    return new PathElement.Key(keys);
  }

  /// The items by what identifies them; the first of those that are alike.
  static Map<PathElement, JsonValue> index(Shape.Items list, List<JsonValue> items) {
    Map<PathElement, JsonValue> index = LinkedHashMap.newLinkedHashMap(items.size());
    for (int i = 0; i < items.size(); i++) {
      index.putIfAbsent(of(list, i, items.get(i)), items.get(i));
    }
    return index;
  }
}
