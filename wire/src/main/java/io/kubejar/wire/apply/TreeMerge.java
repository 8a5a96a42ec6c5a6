package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays a configuration over an object: what the configuration has wins, all else stays.
final class TreeMerge {
  private TreeMerge() {}

  static JsonValue merge(Shape shape, JsonValue live, JsonValue config) {
    JsonValue merged = both(shape, live, config);
    return merged == null ? JsonValue.Null.NULL : merged;
  }

  private static @Nullable JsonValue both(
      Shape shape, @Nullable JsonValue live, @Nullable JsonValue config) {
    if (live != null && TreeFields.isWhole(shape, live)
        || config != null && TreeFields.isWhole(shape, config)) {
      return config == null ? live : config;
    }
    if (shape instanceof Shape.Items list) {
      List<JsonValue> ours = Comparison.items(live);
      List<JsonValue> theirs = Comparison.items(config);
      if (ours.isEmpty() && theirs.isEmpty()) {
        return config == null ? live : config;
      }
      return new JsonValue.Array(items(list, ours, theirs));
    }
    Map<String, JsonValue> ours = Comparison.members(live);
    Map<String, JsonValue> theirs = Comparison.members(config);
    if (ours.isEmpty() && theirs.isEmpty()) {
      return config == null ? live : config;
    }
    Map<String, JsonValue> result = new LinkedHashMap<>();
    ours.forEach((name, value) -> put(result, shape, name, value, theirs.get(name)));
    theirs.forEach(
        (name, value) -> {
          if (!ours.containsKey(name)) {
            put(result, shape, name, null, value);
          }
        });
    return new JsonValue.Obj(result);
  }

  private static void put(
      Map<String, JsonValue> result,
      Shape shape,
      String name,
      @Nullable JsonValue live,
      @Nullable JsonValue config) {
    JsonValue merged = both(shape.below(new PathElement.Name(name)), live, config);
    if (merged != null) {
      result.put(name, merged);
    }
  }

  /// Merges items by identity. Those of both come in the configuration's order, the others stay
  /// where they are among them.
  private static List<JsonValue> items(
      Shape.Items shape, List<JsonValue> live, List<JsonValue> config) {
    List<PathElement> ours = elements(shape, live);
    List<PathElement> theirs = elements(shape, config);
    Map<PathElement, JsonValue> liveIndex = ItemKeys.index(shape, live);
    Map<PathElement, JsonValue> configIndex = ItemKeys.index(shape, config);
    List<PathElement> shared = theirs.stream().filter(liveIndex::containsKey).toList();
    Set<PathElement> done = new HashSet<>();
    List<JsonValue> result = new ArrayList<>();
    int nextShared = 0;
    int l = 0;
    int c = 0;
    while (l < ours.size() || c < theirs.size()) {
      if (l < ours.size()) {
        PathElement element = ours.get(l);
        if (done.contains(element)) {
          l++;
          continue;
        }
        if (!configIndex.containsKey(element)) {
          add(result, shape, element, live.get(l), null);
          l++;
          continue;
        }
        boolean another = nextShared < shared.size() && !shared.get(nextShared).equals(element);
        if (c < theirs.size() && !theirs.get(c).equals(element) && another) {
          l++;
          continue;
        }
      }
      if (c < theirs.size()) {
        PathElement element = theirs.get(c);
        done.add(element);
        add(result, shape, element, liveIndex.get(element), configIndex.get(element));
        c++;
        if (nextShared < shared.size() && shared.get(nextShared).equals(element)) {
          nextShared++;
        }
      } else {
        l++;
      }
    }
    return result;
  }

  private static void add(
      List<JsonValue> result,
      Shape.Items shape,
      PathElement element,
      @Nullable JsonValue live,
      @Nullable JsonValue config) {
    JsonValue merged = both(shape.below(element), live, config);
    if (merged != null) {
      result.add(merged);
    }
  }

  private static List<PathElement> elements(Shape.Items shape, List<JsonValue> items) {
    List<PathElement> elements = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      elements.add(ItemKeys.of(shape, i, items.get(i)));
    }
    return elements;
  }
}
