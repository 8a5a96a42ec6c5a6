package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the fields that a tree has, and what in it does not fit its shape.
final class TreeFields {
  private final List<String> errors = new ArrayList<>();
  private final boolean checking;

  private TreeFields(boolean checking) {
    this.checking = checking;
  }

  /// The fields of a tree.
  static FieldSet of(Shape shape, JsonValue tree) {
    return new TreeFields(false).members(shape, tree, "");
  }

  /// Throws [ShapeException] when the tree does not fit.
  static void check(Shape shape, JsonValue tree) {
    var fields = new TreeFields(true);
    FieldSet unused = fields.members(shape, tree, "");
    if (!fields.errors.isEmpty()) {
      throw new ShapeException(fields.errors);
    }
  }

  private void error(String path, String what) {
    if (checking) {
      errors.add(path + ": " + what);
    }
  }

  /// Whether a value is owned as a whole.
  static boolean isWhole(Shape shape, JsonValue value) {
    return switch (shape) {
      case Shape.Scalar _ -> true;
      case Shape.Deduced _ -> !(value instanceof JsonValue.Obj);
      case Shape.Items items -> !items.separable();
      case Shape.Members members -> members.atomic();
    };
  }

  /// What is below a value; nothing for what is a whole.
  private FieldSet members(Shape shape, JsonValue value, String path) {
    return switch (shape) {
      case Shape.Scalar scalar -> {
        checkScalar(scalar, value, path);
        yield FieldSet.EMPTY;
      }
      case Shape.Deduced _ ->
          value instanceof JsonValue.Obj object ? object(shape, object, path) : FieldSet.EMPTY;
      case Shape.Items items -> list(items, value, path);
      case Shape.Members members -> {
        if (value instanceof JsonValue.Obj object) {
          FieldSet fields = object(members, object, path);
          yield members.atomic() ? FieldSet.EMPTY : fields;
        }
        if (value != JsonValue.Null.NULL) {
          error(path, "expected map, got &{" + GoPrint.plain(value) + "}");
        }
        yield FieldSet.EMPTY;
      }
    };
  }

  private FieldSet object(Shape shape, JsonValue.Obj object, String path) {
    FieldSet result = new FieldSet();
    object
        .members()
        .forEach(
            (name, value) -> {
              PathElement element = new PathElement.Name(name);
              String at = path + element;
              if (shape instanceof Shape.Members members && members.field(name) == null) {
                error(at, "field not declared in schema");
                return;
              }
              Shape below = shape.below(element);
              boolean empty =
                  value == JsonValue.Null.NULL
                      || value instanceof JsonValue.Obj(var parts) && parts.isEmpty();
              boolean member = isWhole(below, value) || empty || !shape.declares(name);
              result.put(element, member, members(below, value, at));
            });
    return result;
  }

  private FieldSet list(Shape.Items list, JsonValue value, String path) {
    if (!(value instanceof JsonValue.Array(List<JsonValue> items))) {
      if (value != JsonValue.Null.NULL) {
        error(path, "expected list, got &{" + GoPrint.plain(value) + "}");
      }
      return FieldSet.EMPTY;
    }
    FieldSet result = new FieldSet();
    Map<PathElement, Integer> seen = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      JsonValue item = items.get(i);
      String problem = list.separable() ? ItemKeys.problem(list, item) : null;
      if (problem != null) {
        error(path, "element " + i + ": " + problem);
        continue;
      }
      PathElement element = ItemKeys.of(list, i, item);
      if (seen.merge(element, 1, Integer::sum) == 2) {
        error(path, "duplicate entries for key " + element);
      }
      FieldSet below = members(list.element(), item, path + element);
      if (list.separable()) {
        result.put(element, true, seen.getOrDefault(element, 1) > 1 ? FieldSet.EMPTY : below);
      }
    }
    return result;
  }

  private void checkScalar(Shape.Scalar scalar, JsonValue value, String path) {
    boolean fits =
        value == JsonValue.Null.NULL
            || switch (scalar) {
              case STRING -> value instanceof JsonValue.Text;
              case BOOLEAN -> value instanceof JsonValue.Bool;
              case NUMBER -> value instanceof JsonValue.Int || value instanceof JsonValue.Real;
              case WHOLE -> true;
              case ANY -> !(value instanceof JsonValue.Obj || value instanceof JsonValue.Array);
            };
    if (!fits) {
      error(
          path,
          switch (scalar) {
            case STRING -> "expected string, got " + GoPrint.wrapped(value);
            case BOOLEAN -> "expected boolean, got " + GoPrint.wrapped(value);
            case NUMBER -> "expected numeric (int or float), got " + GoPrint.type(value);
            case ANY, WHOLE -> "expected scalar, got &{" + GoPrint.plain(value) + "}";
          });
    }
  }
}
