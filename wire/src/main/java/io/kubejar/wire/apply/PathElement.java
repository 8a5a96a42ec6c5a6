package io.kubejar.wire.apply;

import io.kubejar.wire.json.JsonValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One step of the path to a field: a member's name, or which item of a list.
sealed interface PathElement extends Comparable<PathElement> {
  /// A member of an object or map.
  record Name(String name) implements PathElement {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /// The item of a list whose key members have these values.
  record Key(SortedMap<String, JsonValue> members) implements PathElement {
    public Key {
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("[");
      members.forEach(
          (name, value) ->
              out.append(out.length() == 1 ? "" : ",")
                  .append(name)
                  .append('=')
                  .append(value.toJsonText()));
      return out.append(']').toString();
    }
  }

  /// The item of a set that equals a scalar.
  record Value(JsonValue value) implements PathElement {
    @Override
    public String toString() {
      return "[=" + value.toJsonText() + "]";
    }
  }

  /// The item at a place.
  record Index(int index) implements PathElement {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  /// The order of elements of different kinds.
  private int rank() {
    return switch (this) {
      case Name _ -> 0;
      case Key _ -> 1;
      case Value _ -> 2;
      case Index _ -> 3;
    };
  }

  @Override
  default int compareTo(PathElement other) {
    return switch (this) {
      case Name(String name) when other instanceof Name(String right) -> name.compareTo(right);
      case Key(var members) when other instanceof Key(var right) -> compare(members, right);
      case Value(JsonValue value) when other instanceof Value(JsonValue right) ->
          compare(value, right);
      case Index(int index) when other instanceof Index(int right) -> Integer.compare(index, right);
      default -> Integer.compare(rank(), other.rank());
    };
  }

  private static int compare(
      SortedMap<String, JsonValue> left, SortedMap<String, JsonValue> right) {
    Iterator<Map.Entry<String, JsonValue>> others = right.entrySet().iterator();
    for (Map.Entry<String, JsonValue> entry : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, JsonValue> other = others.next();
      int order = entry.getKey().compareTo(other.getKey());
      if (order == 0) {
        order = compare(entry.getValue(), other.getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private static int compare(JsonValue left, JsonValue right) {
    if (left instanceof JsonValue.Text(String text) && right instanceof JsonValue.Text(String o)) {
      return text.compareTo(o);
    }
    if (left instanceof JsonValue.Int(long number) && right instanceof JsonValue.Int(long o)) {
      return Long.compare(number, o);
    }
    return FORMS.thenComparing(JsonValue::toJsonText).compare(left, right);
  }

  Comparator<JsonValue> FORMS =
      Comparator.comparingInt(
          value ->
              switch (value) {
                case JsonValue.Int _, JsonValue.Real _ -> 0;
                case JsonValue.Text _ -> 1;
                case JsonValue.Bool _ -> 2;
                case JsonValue.Array _ -> 3;
                case JsonValue.Obj _ -> 4;
                case JsonValue.Null _ -> 5;
              });
}
