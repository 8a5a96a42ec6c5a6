package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/// Lays a configuration over an object without asking who owns what: what the configuration has
/// wins, all else stays.
public final class Overlay {
  private Overlay() {}

  /// The object with the configuration over it.
  ///
  /// @param shape how the object's lists and maps are merged
  /// @throws ShapeException when an item of a list lacks what identifies it
  public static JsonValue lay(Shape shape, JsonValue object, JsonValue configuration) {
    return TreeMerge.merge(shape, object, configuration);
  }

  /// Throws [ShapeException] when the configuration does not have the shape.
  public static void check(Shape shape, JsonValue configuration) {
    TreeFields.check(shape, configuration);
  }

  /// Where the configuration has lists, maps and objects that can only be had as a whole, in its
  /// order: `.spec.tolerations`.
  public static List<String> wholes(Shape shape, JsonValue configuration) {
    List<String> found = new ArrayList<>();
    collect(shape, configuration, "", found);
    return found;
  }

  private static void collect(Shape shape, JsonValue value, String path, List<String> found) {
    switch (value) {
      case JsonValue.Obj object when shape instanceof Shape.Members members -> {
        if (members.atomic()) {
          found.add(path);
        }
        object
            .members()
            .forEach(
                (name, member) -> {
                  if (members.declared(name)) {
                    collect(
                        shape.below(new PathElement.Name(name)), member, path + "." + name, found);
                  }
                });
      }
      case JsonValue.Array(List<JsonValue> items) when shape instanceof Shape.Items list -> {
        if (!list.separable()) {
          found.add(path);
        }
        for (int i = 0; i < items.size(); i++) {
          collect(list.element(), items.get(i), path + "[" + i + "]", found);
        }
      }
      default -> {}
    }
  }
}
