package io.kubejar.wire.patch;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.GoText;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.patch.PatchException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one list of a type takes a strategic merge patch.
///
/// Items of the patch come in the patch's order, the others in theirs; of both, items that were
/// there before keep their places relative to each other, and new ones stand as far to the front as
/// that allows.
final class ListMerge {
  private final boolean merges;
  private final String mergeKey;
  private final @Nullable ObjectSchema item;

  private ListMerge(boolean merges, String mergeKey, @Nullable ObjectSchema item) {
    this.merges = merges;
    this.mergeKey = mergeKey;
    this.item = item;
  }

  static ListMerge of(@Nullable ObjectSchema schema, String name) {
    FieldSchema field = schema == null ? null : schema.field(name);
    return field == null
        ? new ListMerge(false, "", null)
        : new ListMerge(
            field.patch().contains("merge"), field.mergeKey(), StrategicMerge.objectSchema(field));
  }

  /// The list with the patch applied.
  List<JsonValue> merge(List<JsonValue> before, List<JsonValue> patch) {
    if (!merges) {
      return patch;
    }
    if (before.isEmpty() && patch.isEmpty()) {
      return before;
    }
    boolean objects = (patch.isEmpty() ? before : patch).getFirst() instanceof Obj;
    return objects ? mergeObjects(before, patch) : mergeScalars(before, patch);
  }

  private List<JsonValue> mergeScalars(List<JsonValue> before, List<JsonValue> patch) {
    Set<JsonValue> all = new LinkedHashSet<>(before);
    all.addAll(patch);
    return ordered(List.copyOf(all), patch, before);
  }

  private List<JsonValue> mergeObjects(List<JsonValue> before, List<JsonValue> patch) {
    List<JsonValue> kept = new ArrayList<>(before);
    List<JsonValue> changes = new ArrayList<>();
    boolean replace = false;
    for (JsonValue value : patch) {
      Obj change = object(value);
      JsonValue directive = change.get(StrategicMerge.DIRECTIVE);
      if (directive == null) {
        changes.add(change);
        continue;
      }
      switch (StrategicMerge.text(directive)) {
        case "delete" -> {
          JsonValue key = key(change);
          kept.removeIf(each -> key.equals(object(each).get(mergeKey)));
        }
        case "replace" -> replace = true;
        case "merge" ->
            throw new PatchException(
                Fault.ILL_FORMED, "merging lists cannot yet be specified in the patch");
        default -> throw StrategicMerge.unknownDirective(directive, change);
      }
    }
    if (replace) {
      return changes;
    }
    List<JsonValue> merged = new ArrayList<>(kept);
    for (JsonValue value : changes) {
      Obj change = object(value);
      int index = find(merged, key(change));
      if (index >= 0) {
        merged.set(index, StrategicMerge.merge(object(merged.get(index)), change, item));
      } else {
        JsonValue fresh = StrategicMerge.withoutDirectives(change);
        if (fresh != null) {
          merged.add(fresh);
        }
      }
    }
    return ordered(merged, changes, kept);
  }

  /// Puts the items that `order` names in its order, and merges in the others as they were before.
  List<JsonValue> ordered(List<JsonValue> items, List<JsonValue> order, List<JsonValue> before) {
    List<JsonValue> named = new ArrayList<>();
    List<JsonValue> others = new ArrayList<>();
    for (JsonValue value : items) {
      (position(order, value) >= 0 ? named : others).add(value);
    }
    named.sort((l, r) -> Integer.compare(position(order, l), position(order, r)));
    others.sort((l, r) -> Integer.compare(position(before, l), position(before, r)));
    List<JsonValue> result = new ArrayList<>(items.size());
    int i = 0;
    int j = 0;
    while (i < others.size() || j < named.size()) {
      boolean other =
          j == named.size() || (i < others.size() && precedes(before, others.get(i), named.get(j)));
      result.add(other ? others.get(i++) : named.get(j++));
    }
    return result;
  }

  private boolean precedes(List<JsonValue> before, JsonValue left, JsonValue right) {
    int l = position(before, left);
    int r = position(before, right);
    return l >= 0 && r >= 0 && l < r;
  }

  /// Requires that the items of a patch, but for those it deletes, are in the order it sets.
  void requireOrder(List<JsonValue> patch, List<JsonValue> order) {
    int last = -1;
    for (JsonValue value : patch) {
      if (value instanceof Obj change && change.has(StrategicMerge.DIRECTIVE)) {
        continue;
      }
      int position = position(order, value);
      if (position <= last) {
        throw new PatchException(
            Fault.ILL_FORMED,
            "The order in patch list:\n%s\n doesn't match %s list:\n%s\n"
                .formatted(
                    GoText.of(new JsonValue.Array(patch)),
                    "$setElementOrder",
                    GoText.of(new JsonValue.Array(order))));
      }
      last = position;
    }
  }

  private int position(List<JsonValue> list, JsonValue value) {
    return mergeKey.isEmpty() || !(value instanceof Obj object)
        ? list.indexOf(value)
        : find(list, key(object));
  }

  private int find(List<JsonValue> list, JsonValue key) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Obj object && key.equals(object.get(mergeKey))) {
        return i;
      }
    }
    return -1;
  }

  private JsonValue key(Obj object) {
    JsonValue key = object.get(mergeKey);
    if (key == null) {
      throw new PatchException(
          Fault.ILL_FORMED,
          "map: " + GoText.of(object) + " does not contain declared merge key: " + mergeKey);
    }
    return key;
  }

  private static Obj object(JsonValue value) {
    if (value instanceof Obj object) {
      return object;
    }
    throw new PatchException(Fault.ILL_FORMED, "invalid patch format of list: " + GoText.of(value));
  }
}
