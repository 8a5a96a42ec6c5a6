package io.kubejar.wire.protobuf;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object while its fields come in: those of a list or map may be apart, and a message that
/// comes twice is merged.
final class PartialObject {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// A list while its items come in.
  static final class Items {
    private final List<Object> items = new ArrayList<>();

    void add(Object item) {
      items.add(item);
    }

    JsonValue freeze() {
      return new JsonValue.Array(items.stream().map(PartialObject::freeze).toList());
    }
  }

  void set(String name, Object value) {
    members.put(name, value);
  }

  Items list(String name) {
    if (members.get(name) instanceof Items before) {
      return before;
    }
    var list = new Items();
    members.put(name, list);
    return list;
  }

  PartialObject object(String name) {
    if (members.get(name) instanceof PartialObject before) {
      return before;
    }
    var object = new PartialObject();
    members.put(name, object);
    return object;
  }

  JsonValue.Obj freeze() {
    var frozen = LinkedHashMap.<String, JsonValue>newLinkedHashMap(members.size());
    members.forEach((name, value) -> frozen.put(name, freeze(value)));
    return new JsonValue.Obj(frozen);
  }

  static JsonValue freeze(Object value) {
    return switch (value) {
      case PartialObject object -> object.freeze();
      case Items items -> items.freeze();
      case JsonValue json -> json;
      default -> throw new IllegalStateException("not a value: " + value.getClass());
    };
  }
}
