package io.kubejar.server.extension.schema;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills in what a schema says about absent values, and about `null` where that is no value.
public final class Defaulting {
  private Defaulting() {}

  /// An object with its defaults; the same instance when it has them all.
  public static JsonValue.Obj apply(JsonValue.Obj object, Schema schema) {
    return schema.hasDefaults() ? object(object, schema) : object;
  }

  private static JsonValue value(JsonValue value, Schema schema) {
    if (!schema.hasDefaults()) {
      return value;
    }
    return switch (value) {
      case JsonValue.Obj object -> object(object, schema);
      case JsonValue.Array array -> array(array, schema);
      default -> value;
    };
  }

  private static JsonValue.Obj object(JsonValue.Obj object, Schema schema) {
    Map<String, JsonValue> changed = null;
    for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
      JsonValue byDefault = property.getValue().byDefault();
      if (byDefault != null && isAbsent(object.get(property.getKey()), property.getValue())) {
        changed = copy(changed, object);
        changed.put(property.getKey(), byDefault);
      }
    }
    var present = List.copyOf((changed == null ? object.members() : changed).entrySet());
    for (Map.Entry<String, JsonValue> member : present) {
      Schema below = schema.member(member.getKey());
      if (below == null) {
        continue;
      }
      JsonValue value = completed(member.getValue(), below);
      if (!value.equals(member.getValue())) {
        changed = copy(changed, object);
        changed.put(member.getKey(), value);
      }
    }
    return changed == null ? object : new JsonValue.Obj(changed);
  }

  private static JsonValue completed(JsonValue value, Schema schema) {
    JsonValue byDefault = schema.byDefault();
    return value(byDefault != null && isAbsent(value, schema) ? byDefault : value, schema);
  }

  private static JsonValue array(JsonValue.Array array, Schema schema) {
    Schema each = schema.items();
    if (each == null || !each.hasDefaults()) {
      return array;
    }
    List<JsonValue> items = new ArrayList<>(array.items().size());
    boolean changed = false;
    for (JsonValue item : array.items()) {
      JsonValue value = completed(item, each);
      changed |= !value.equals(item);
      items.add(value);
    }
    return changed ? new JsonValue.Array(items) : array;
  }

  private static boolean isAbsent(@Nullable JsonValue value, Schema schema) {
    return value == null || value == JsonValue.Null.NULL && !schema.nullable();
  }

  private static Map<String, JsonValue> copy(
      @Nullable Map<String, JsonValue> changed, JsonValue.Obj object) {
    return changed == null ? new LinkedHashMap<>(object.members()) : changed;
  }
}
