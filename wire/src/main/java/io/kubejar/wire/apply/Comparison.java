package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs between two trees of one shape.
///
/// @param added the fields that only the second has
/// @param modified the fields that both have with different values
/// @param removed the fields that only the first has
public record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
  /// Compares two trees.
  public static Comparison of(Shape shape, JsonValue left, JsonValue right) {
    var walk = new Walk();
    if (!left.equals(right)) {
      walk.compare(shape, left, right);
    }
    return new Comparison(walk.added, walk.modified, walk.removed);
  }

  public boolean isEmpty() {
    return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
  }

  /// What the second tree has new or changed.
  FieldSet changed() {
    return modified.union(added);
  }

  /// The same with no other fields than those that count.
  Comparison of(FieldFilter counting) {
    return new Comparison(counting.of(added), counting.of(modified), counting.of(removed));
  }

  private static final class Walk {
    private final FieldSet added = new FieldSet();
    private final FieldSet modified = new FieldSet();
    private final FieldSet removed = new FieldSet();
    private final List<PathElement> path = new ArrayList<>();

    void compare(Shape shape, @Nullable JsonValue left, @Nullable JsonValue right) {
      if (!walkParts(shape, left, right)) {
        leaf(left, right);
      } else if (left == null) {
        insert(added);
      } else if (right == null) {
        insert(removed);
      }
    }

    private void leaf(@Nullable JsonValue left, @Nullable JsonValue right) {
      if (left == null) {
        insert(added);
      } else if (right == null) {
        insert(removed);
      } else if (!same(left, right)) {
        insert(modified);
      }
    }

    private void insert(FieldSet set) {
      if (!path.isEmpty()) {
        set.insert(path);
      }
    }

    /// Compares part by part; false for what is one whole.
    private boolean walkParts(Shape shape, @Nullable JsonValue left, @Nullable JsonValue right) {
      if (left != null && TreeFields.isWhole(shape, left)
          || right != null && TreeFields.isWhole(shape, right)) {
        return false;
      }
      if (shape instanceof Shape.Items items) {
        List<JsonValue> first = items(left);
        List<JsonValue> second = items(right);
        if (first.isEmpty() && second.isEmpty()) {
          return false;
        }
        list(items, first, second);
        return true;
      }
      Map<String, JsonValue> first = members(left);
      Map<String, JsonValue> second = members(right);
      if (first.isEmpty() && second.isEmpty()) {
        return false;
      }
      first.forEach((name, value) -> below(shape, name, value, second.get(name)));
      second.forEach(
          (name, value) -> {
            if (!first.containsKey(name)) {
              below(shape, name, null, value);
            }
          });
      return true;
    }

    private void below(
        Shape shape, String name, @Nullable JsonValue left, @Nullable JsonValue right) {
      if (left != null && left.equals(right)) {
        return;
      }
      below(new PathElement.Name(name), shape, left, right);
    }

    private void below(
        PathElement element, Shape shape, @Nullable JsonValue left, @Nullable JsonValue right) {
      path.add(element);
      compare(shape.below(element), left, right);
      path.removeLast();
    }

    private void list(Shape.Items shape, List<JsonValue> left, List<JsonValue> right) {
      Map<PathElement, List<JsonValue>> first = group(shape, left);
      Map<PathElement, List<JsonValue>> second = group(shape, right);
      Set<PathElement> elements = new LinkedHashSet<>(first.keySet());
      elements.addAll(second.keySet());
      for (PathElement element : elements) {
        List<JsonValue> ours = first.getOrDefault(element, List.of());
        List<JsonValue> theirs = second.getOrDefault(element, List.of());
        if (ours.equals(theirs)) {
          continue;
        }
        if (ours.size() > 1 || theirs.size() > 1) {
          path.add(element);
          insert(ours.isEmpty() ? added : theirs.isEmpty() ? removed : modified);
          path.removeLast();
        } else {
          below(
              element,
              shape,
              ours.isEmpty() ? null : ours.getFirst(),
              theirs.isEmpty() ? null : theirs.getFirst());
        }
      }
    }

    private static Map<PathElement, List<JsonValue>> group(
        Shape.Items shape, List<JsonValue> items) {
      Map<PathElement, List<JsonValue>> groups = new HashMap<>();
      for (int i = 0; i < items.size(); i++) {
        groups
            .computeIfAbsent(ItemKeys.of(shape, i, items.get(i)), _ -> new ArrayList<>(1))
            .add(items.get(i));
      }
      return groups;
    }
  }

  static List<JsonValue> items(@Nullable JsonValue value) {
    return value instanceof JsonValue.Array(List<JsonValue> items) ? items : List.of();
  }

  static Map<String, JsonValue> members(@Nullable JsonValue value) {
    return value instanceof JsonValue.Obj(Map<String, JsonValue> members) ? members : Map.of();
  }

  /// Whether values are equal; whole numbers are, however they are written.
  static boolean same(JsonValue left, JsonValue right) {
    if (left instanceof JsonValue.Int(long a) && right instanceof JsonValue.Real(double b)) {
      return a == b;
    }
    if (left instanceof JsonValue.Real(double a) && right instanceof JsonValue.Int(long b)) {
      return a == b;
    }
    return left.equals(right);
  }
}
