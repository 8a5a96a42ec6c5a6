package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes fields out of a tree, with all that is below them.
final class TreeRemoval {
  private TreeRemoval() {}

  /// The tree without the fields; what is empty then is `null`.
  static JsonValue remove(Shape shape, JsonValue tree, FieldSet fields) {
    return switch (tree) {
      case JsonValue.Array(List<JsonValue> items) when shape instanceof Shape.Items list ->
          items(list, items, fields);
      case JsonValue.Obj(Map<String, JsonValue> members) when !(shape instanceof Shape.Scalar) ->
          members(shape, members, fields);
      default -> tree;
    };
  }

  private static JsonValue items(Shape.Items shape, List<JsonValue> items, FieldSet fields) {
    List<JsonValue> kept = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      PathElement element = ItemKeys.of(shape, i, items.get(i));
      if (!fields.has(element)) {
        kept.add(below(shape, element, items.get(i), fields));
      }
    }
    return kept.isEmpty() ? JsonValue.Null.NULL : new JsonValue.Array(kept);
  }

  private static JsonValue members(Shape shape, Map<String, JsonValue> members, FieldSet fields) {
    Map<String, JsonValue> kept = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          PathElement element = new PathElement.Name(name);
          if (!fields.has(element)) {
            kept.put(name, below(shape, element, value, fields));
          }
        });
    return kept.isEmpty() ? JsonValue.Null.NULL : new JsonValue.Obj(kept);
  }

  private static JsonValue below(
      Shape shape, PathElement element, JsonValue value, FieldSet fields) {
    FieldSet below = fields.below(element);
    return below.isEmpty() ? value : remove(shape.below(element), value, below);
  }
}
