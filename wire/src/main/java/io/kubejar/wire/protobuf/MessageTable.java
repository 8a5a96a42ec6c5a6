package io.kubejar.wire.protobuf;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The fields of a message by tag, made from the members of the type.
///
/// @param fields the fields in ascending order of tags
record MessageTable(SortedMap<Integer, Slot> fields) {
  private static final Map<ObjectSchema, MessageTable> TABLES = new ConcurrentHashMap<>();

  /// What a tag stands for.
  sealed interface Slot {
    /// A member of the object.
    record Member(FieldSchema schema) implements Slot {}

    /// A message whose fields JSON shows among the members of the object.
    record Inline(MessageTable table) implements Slot {}
  }

  static MessageTable of(ObjectSchema schema) {
    return TABLES.computeIfAbsent(schema, key -> within(key, List.of()));
  }

  private static MessageTable within(ObjectSchema schema, List<Integer> path) {
    var slots = new TreeMap<Integer, Slot>();
    for (FieldSchema field : schema.fields()) {
      List<Integer> place = field.within();
      if (field.tag() == 0
          || place.size() < path.size()
          || !place.subList(0, path.size()).equals(path)) {
        continue;
      }
      if (place.size() == path.size()) {
        slots.put(field.tag(), new Slot.Member(field));
      } else if (!slots.containsKey(place.get(path.size()))) {
        var deeper = new ArrayList<>(path);
        deeper.add(place.get(path.size()));
        slots.put(place.get(path.size()), new Slot.Inline(within(schema, deeper)));
      }
    }
    return new MessageTable(slots);
  }
}
