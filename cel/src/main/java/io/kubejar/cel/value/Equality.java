package io.kubejar.cel.value;

import io.kubejar.api.value.Bytes;
import io.kubejar.cel.schema.CelSchema.ListOf.Merge;
import io.kubejar.wire.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When values are the same, which comes first, and how lists are joined.
///
/// Numbers of different types are the same when their amounts are; lists that a schema declares as
/// sets or maps are the same in any order.
public final class Equality {
  private Equality() {}

  public static boolean equal(Object left, Object right) {
    if (left == right) {
      return !(left instanceof Double number && number.isNaN());
    }
    return switch (left) {
      case Number _, UInt _ -> isNumber(right) && sameNumber(left, right);
      case Views.JsonList list
          when list.merge() == Merge.SET && right instanceof Views.JsonList other ->
          new HashSet<>(list.items()).equals(new HashSet<>(other.items()));
      case Views.JsonList list
          when list.merge() == Merge.MAP && right instanceof Views.JsonList other ->
          sameItems(list, other);
      case List<?> list -> right instanceof List<?> other && sameLists(list, other);
      case Map<?, ?> map -> right instanceof Map<?, ?> other && sameMaps(map, other);
      case Optional<?> optional ->
          right instanceof Optional<?> other
              && optional.isPresent() == other.isPresent()
              && (optional.isEmpty() || equal(optional.get(), other.get()));
      case Instance instance ->
          right instanceof Instance other
              && instance.type().equals(other.type())
              && sameMaps(instance.fields(), other.fields());
      default -> left.equals(right);
    };
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof UInt;
  }

  private static boolean sameNumber(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return a.longValue() == b.longValue();
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    if (isNaN(left) || isNaN(right)) {
      return false;
    }
    return compareNumbers(left, right) == 0;
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean sameLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (var entry : left.entrySet()) {
      Object other = right.get(entry.getKey());
      if (other == null || !equal(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameItems(Views.JsonList left, Views.JsonList right) {
    if (left.size() != right.size()) {
      return false;
    }
    Map<List<JsonValue>, Integer> places = new HashMap<>();
    for (int i = 0; i < right.size(); i++) {
      places.put(right.identity(right.items().get(i)), i);
    }
    for (int i = 0; i < left.size(); i++) {
      Integer place = places.get(left.identity(left.items().get(i)));
      if (place == null || !equal(left.get(i), right.get(place))) {
        return false;
      }
    }
    return true;
  }

  /// The items of both; a `set` list gains only what it lacks, a `map` list's items are replaced by
  /// those of the same identity.
  public static List<?> concat(List<?> left, List<?> right) {
    if (left instanceof Views.JsonList list
        && right instanceof Views.JsonList other
        && list.merge() != Merge.ATOMIC) {
      List<JsonValue> items = new ArrayList<>(list.items());
      for (JsonValue item : other.items()) {
        int place = place(list, items, item);
        if (place < 0) {
          items.add(item);
        } else {
          items.set(place, item);
        }
      }
      return list.with(items);
    }
    List<Object> both = new ArrayList<>(left.size() + right.size());
    both.addAll(left);
    both.addAll(right);
    return both;
  }

  private static int place(Views.JsonList list, List<JsonValue> items, JsonValue item) {
    if (list.merge() == Merge.SET) {
      return items.indexOf(item);
    }
    List<JsonValue> identity = list.identity(item);
    for (int i = 0; i < items.size(); i++) {
      if (list.identity(items.get(i)).equals(identity)) {
        return i;
      }
    }
    return -1;
  }

  /// Negative, zero or positive as `left` comes before, with or after `right`; throws [CelError]
  /// when they have no order.
  public static int compare(Object left, Object right) {
    if (isNumber(left) && isNumber(right)) {
      return compareNumbers(left, right);
    }
    return switch (left) {
      case Boolean a when right instanceof Boolean b -> Boolean.compare(a, b);
      case String a when right instanceof String b -> compareTexts(a, b);
      case Bytes a when right instanceof Bytes b ->
          Arrays.compareUnsigned(a.toArray(), b.toArray());
      case Instant a when right instanceof Instant b -> a.compareTo(b);
      case Duration a when right instanceof Duration b -> a.compareTo(b);
      default -> throw CelError.noSuchOverload();
    };
  }

  /// By code points, as the order of the texts' bytes in UTF-8.
  private static int compareTexts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean high = Character.isSurrogate(a) ^ Character.isSurrogate(b);
        return high ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareNumbers(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a, b);
    }
    if (left instanceof Double a && (a.isInfinite() || a.isNaN())) {
      return a < 0 ? -1 : 1;
    }
    if (right instanceof Double b && (b.isInfinite() || b.isNaN())) {
      return b < 0 ? 1 : -1;
    }
    return exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Object number) {
    return switch (number) {
      case Long value -> BigDecimal.valueOf(value);
      case Double value -> new BigDecimal(value);
      default -> new BigDecimal(number.toString());
    };
  }
}
