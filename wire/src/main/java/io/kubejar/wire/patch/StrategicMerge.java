package io.kubejar.wire.patch;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.GoText;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.patch.PatchException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A strategic merge patch: a merge patch that, by the type's schema, merges lists item by item,
/// and that may carry directives.
///
/// | directive | where | effect |
/// |---|---|---|
/// | `$patch: replace` | object, or an item of a list | what is there is dropped first |
/// | `$patch: delete` | object, or an item with its merge key | it is removed |
/// | `$retainKeys: […]` | object | members not named are removed |
/// | `$setElementOrder/list: […]` | beside a list | the order of the items |
/// | `$deleteFromPrimitiveList/list: […]` | beside a list of scalars | these are removed |
public final class StrategicMerge {
  static final String DIRECTIVE = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_PREFIX = "$deleteFromPrimitiveList/";
  private static final String ORDER_PREFIX = "$setElementOrder/";

  private StrategicMerge() {}

  /// Reads a patch.
  public static Obj parse(byte[] json) {
    try {
      if (JsonValue.parse(json) == Null.NULL) {
        return Obj.EMPTY;
      }
    } catch (JsonException e) {
      throw new PatchException(Fault.MALFORMED, String.valueOf(e.getMessage()));
    }
    return MergePatch.parse(json, "");
  }

  /// The object with the patch applied.
  public static Obj apply(Obj original, Obj patch, ObjectSchema schema) {
    return merge(original, patch, schema);
  }

  /// Merges objects; without a schema members merge by name and lists are replaced.
  static Obj merge(Obj original, Obj patch, @Nullable ObjectSchema schema) {
    JsonValue directive = patch.get(DIRECTIVE);
    if (directive != null) {
      return switch (text(directive)) {
        case "replace" -> patch.without(DIRECTIVE);
        case "delete" -> Obj.EMPTY;
        default -> throw unknownDirective(directive, patch);
      };
    }
    Map<String, JsonValue> result = new LinkedHashMap<>(original.members());
    Map<String, JsonValue> changes = new LinkedHashMap<>(patch.members());
    retainKeys(result, changes);
    order(result, changes, schema);
    changes.forEach((name, value) -> change(result, name, value, schema));
    return new Obj(result);
  }

  static PatchException unknownDirective(JsonValue directive, Obj patch) {
    return new PatchException(
        Fault.ILL_FORMED,
        "unknown patch type: " + GoText.of(directive) + " in map: " + GoText.of(patch));
  }

  static String text(JsonValue value) {
    return value instanceof JsonValue.Text(String text) ? text : "";
  }

  private static void retainKeys(Map<String, JsonValue> result, Map<String, JsonValue> changes) {
    JsonValue directive = changes.remove(RETAIN_KEYS);
    if (directive == null) {
      return;
    }
    if (!(directive instanceof Array(List<JsonValue> names))) {
      throw new PatchException(Fault.ILL_FORMED, "invalid patch format of retainKeys");
    }
    changes.forEach(
        (name, value) -> {
          boolean directiveItself = name.startsWith("$");
          if (value != Null.NULL && !directiveItself && !names.contains(JsonValue.of(name))) {
            throw new PatchException(Fault.ILL_FORMED, "invalid patch format of retainKeys");
          }
        });
    result.keySet().removeIf(name -> !names.contains(JsonValue.of(name)));
  }

  private static void order(
      Map<String, JsonValue> result,
      Map<String, JsonValue> changes,
      @Nullable ObjectSchema schema) {
    for (String directive : List.copyOf(changes.keySet())) {
      if (!directive.startsWith(ORDER_PREFIX)) {
        continue;
      }
      String name = directive.substring(ORDER_PREFIX.length());
      if (!(changes.remove(directive) instanceof Array(List<JsonValue> order))) {
        throw new PatchException(Fault.ILL_FORMED, "invalid patch format of setElementOrder list");
      }
      boolean patched = changes.containsKey(name);
      JsonValue change = changes.remove(name);
      if (change == Null.NULL || (change == null && !result.containsKey(name))) {
        result.remove(name);
        continue;
      }
      ListMerge merge = ListMerge.of(schema, name);
      List<JsonValue> before = items(result.get(name));
      List<JsonValue> given = items(change);
      merge.requireOrder(given, order);
      List<JsonValue> merged = patched ? merge.merge(before, given) : before;
      result.put(name, new Array(merge.ordered(merged, order, before)));
    }
  }

  private static List<JsonValue> items(@Nullable JsonValue value) {
    return value instanceof Array(List<JsonValue> items) ? items : List.of();
  }

  private static void change(
      Map<String, JsonValue> result, String key, JsonValue value, @Nullable ObjectSchema schema) {
    if (key.startsWith(DELETE_PREFIX)) {
      deleteScalars(result, key.substring(DELETE_PREFIX.length()), value);
      return;
    }
    if (value == Null.NULL) {
      result.remove(key);
      return;
    }
    JsonValue before = result.get(key);
    if (before instanceof Obj object && value instanceof Obj changes) {
      FieldSchema field = schema == null ? null : schema.field(key);
      boolean replace = field != null && field.patch().contains("replace");
      result.put(key, replace ? changes : merge(object, changes, objectSchema(field)));
    } else if (before instanceof Array(List<JsonValue> items)
        && value instanceof Array(List<JsonValue> changes)) {
      result.put(key, new Array(ListMerge.of(schema, key).merge(items, changes)));
    } else if (before != null && before.form() == value.form()) {
      result.put(key, value);
    } else {
      JsonValue fresh = withoutDirectives(value);
      if (fresh != null) {
        result.put(key, fresh);
      }
    }
  }

  private static void deleteScalars(Map<String, JsonValue> result, String name, JsonValue value) {
    if (!(value instanceof Array(List<JsonValue> gone))) {
      throw new PatchException(Fault.ILL_FORMED, "invalid patch format of primitive list");
    }
    if (result.get(name) instanceof Array(List<JsonValue> items)) {
      result.put(name, new Array(items.stream().filter(item -> !gone.contains(item)).toList()));
    }
  }

  /// A schema for the members of an object, or of the values of a map, where there is one.
  static @Nullable ObjectSchema objectSchema(@Nullable FieldSchema field) {
    return field == null ? null : objectSchema(field.type());
  }

  static @Nullable ObjectSchema objectSchema(FieldType type) {
    return switch (type) {
      case FieldType.ObjectOf object -> object.schema();
      case FieldType.ListOf(FieldType element) -> objectSchema(element);
      case FieldType.MapOf _, FieldType.Opaque _, FieldType.Scalar _ -> null;
    };
  }

  /// What to take over where there was nothing before: no `null` members, and nothing that only
  /// says what to remove. Null when nothing is left.
  static @Nullable JsonValue withoutDirectives(JsonValue value) {
    return switch (value) {
      case Obj(Map<String, JsonValue> members) -> {
        if (members.containsKey(DIRECTIVE)) {
          yield null;
        }
        Map<String, JsonValue> kept = new LinkedHashMap<>();
        members.forEach(
            (name, member) -> {
              JsonValue fresh = member == Null.NULL ? null : withoutDirectives(member);
              if (fresh != null) {
                kept.put(name, fresh);
              }
            });
        yield new Obj(kept);
      }
      case Array(List<JsonValue> items) -> {
        List<JsonValue> kept = new ArrayList<>(items.size());
        for (JsonValue item : items) {
          JsonValue fresh = withoutDirectives(item);
          if (fresh != null) {
            kept.add(fresh);
          }
        }
        yield new Array(kept);
      }
      case Null _, JsonValue.Bool _, JsonValue.Int _, JsonValue.Real _, JsonValue.Text _ -> value;
    };
  }
}
