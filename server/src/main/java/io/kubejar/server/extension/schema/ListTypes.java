package io.kubejar.server.extension.schema;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.wire.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reports items that a list has twice although its type says that it has each once.
public final class ListTypes {
  private ListTypes() {}

  /// Checks all lists within a value.
  public static void check(Path path, JsonValue value, Schema schema, FieldErrors errors) {
    switch (value) {
      case JsonValue.Array(List<JsonValue> items) -> {
        unique(path, items, schema, errors);
        Schema each = schema.items();
        if (each != null) {
          for (int i = 0; i < items.size(); i++) {
            check(path.index(i), items.get(i), each, errors);
          }
        }
      }
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
          Schema declared = schema.properties().get(member.getKey());
          Schema additional = schema.additional();
          if (declared != null) {
            check(path.child(member.getKey()), member.getValue(), declared, errors);
          } else if (additional != null) {
            check(path.key(member.getKey()), member.getValue(), additional, errors);
          }
        }
      }
      default -> {}
    }
  }

  private static void unique(Path path, List<JsonValue> items, Schema schema, FieldErrors errors) {
    List<String> keys = schema.lists().keys();
    boolean set = schema.lists().type().equals("set");
    if (!set && !schema.lists().type().equals("map")) {
      return;
    }
    Set<JsonValue> seen = new HashSet<>();
    Set<JsonValue> told = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      JsonValue identity = set ? items.get(i) : key(items.get(i), keys, schema);
      if (!seen.add(identity) && told.add(identity)) {
        errors.duplicate(path.index(i), Values.quoted(identity));
      }
    }
  }

  private static JsonValue key(JsonValue item, List<String> keys, Schema schema) {
    Map<String, JsonValue> key = new TreeMap<>();
    if (item instanceof JsonValue.Obj object) {
      for (String name : keys) {
        JsonValue part = object.get(name);
        if (part != null) {
          key.put(name, part);
        }
      }
    }
    return new JsonValue.Obj(new LinkedHashMap<>(key));
  }
}
