package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists and maps of a document that are there without anything in them.
///
/// Records take them for absent ones. A type that always writes such a field writes `null` for
/// both, which is what is filled here with what the document had.
public final class ExplicitEmptiness {
  private ExplicitEmptiness() {}

  /// Whether a tree has a `null` in it.
  public static boolean hasGaps(JsonValue tree) {
    return switch (tree) {
      case JsonValue.Null _ -> true;
      case JsonValue.Obj(Map<String, JsonValue> members) ->
          members.values().stream().anyMatch(ExplicitEmptiness::hasGaps);
      case JsonValue.Array(List<JsonValue> items) ->
          items.stream().anyMatch(ExplicitEmptiness::hasGaps);
      default -> false;
    };
  }

  /// The tree with the empty lists and objects of a document where it has `null`.
  public static JsonValue fill(JsonValue tree, JsonValue document) {
    return switch (tree) {
      case JsonValue.Null _ when isEmpty(document) -> document;
      case JsonValue.Obj(Map<String, JsonValue> members)
          when document instanceof JsonValue.Obj(Map<String, JsonValue> given) -> {
        Map<String, JsonValue> filled = new LinkedHashMap<>();
        members.forEach(
            (name, value) -> {
              JsonValue other = given.get(name);
              filled.put(name, other == null ? value : fill(value, other));
            });
        yield new JsonValue.Obj(filled);
      }
      case JsonValue.Array(List<JsonValue> items)
          when document instanceof JsonValue.Array(List<JsonValue> given)
              && given.size() == items.size() -> {
        List<JsonValue> filled = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
          filled.add(fill(items.get(i), given.get(i)));
        }
        yield new JsonValue.Array(filled);
      }
      default -> tree;
    };
  }

  private static boolean isEmpty(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj(var members) -> members.isEmpty();
      case JsonValue.Array(var items) -> items.isEmpty();
      default -> false;
    };
  }

  /// Whether a document has an empty list or map in one of some members. An object of a type that
  /// declares its members is something even without any of them.
  public static boolean below(Shape shape, JsonValue document, List<String> members) {
    for (String name : members) {
      JsonValue value = document instanceof JsonValue.Obj object ? object.get(name) : null;
      if (value != null && isWithin(shape.below(new PathElement.Name(name)), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithin(@Nullable Shape shape, JsonValue value) {
    return switch (value) {
      case JsonValue.Array(List<JsonValue> items) -> {
        Shape element = shape instanceof Shape.Items list ? list.element() : Shape.DEDUCED;
        yield items.isEmpty() || items.stream().anyMatch(item -> isWithin(element, item));
      }
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        if (members.isEmpty()) {
          yield shape instanceof Shape.Members map && map.isMap();
        }
        yield members.entrySet().stream()
            .anyMatch(
                member ->
                    shape instanceof Shape.Members declared
                        && isWithin(declared.field(member.getKey()), member.getValue()));
      }
      default -> false;
    };
  }
}
