package io.kubejar.cel.program;

import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Instance;
import io.kubejar.cel.value.UInt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Members, entries and items of values.
final class Access {
  private Access() {}

  /// `value.name`
  static Object member(Object value, String name) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? optional : optionalMember(optional.get(), name);
    }
    Object found = find(value, name);
    if (found == null) {
      throw CelError.noSuchKey(name);
    }
    return found;
  }

  /// `has(value.name)`
  static boolean has(Object value, String name) {
    return value instanceof Optional<?> optional
        ? optional.isPresent() && find(optional.get(), name) != null
        : find(value, name) != null;
  }

  /// `value.?name`
  static Object optionalMember(Object value, String name) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? optional : optionalMember(optional.get(), name);
    }
    Object found = find(value, name);
    return found == null ? Optional.empty() : Optional.of(found);
  }

  private static @Nullable Object find(Object value, String name) {
    return switch (value) {
      case Map<?, ?> map -> map.get(name);
      case Instance instance -> instance.fields().get(name);
      default -> throw CelError.noSuchOverload();
    };
  }

  /// `value[key]`
  static Object at(Object value, Object key) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? optional : optionalAt(optional.get(), key);
    }
    Object found = find(value, key);
    if (found == null) {
      throw value instanceof List<?>
          ? new CelError("index out of bounds: " + key)
          : CelError.noSuchKey(key);
    }
    return found;
  }

  /// `value[?key]`
  static Object optionalAt(Object value, Object key) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? optional : optionalAt(optional.get(), key);
    }
    Object found = find(value, key);
    return found == null ? Optional.empty() : Optional.of(found);
  }

  private static @Nullable Object find(Object value, Object key) {
    return switch (value) {
      case Map<?, ?> map -> map.get(key(key));
      case List<?> list -> {
        if (!(key(key) instanceof Long index)) {
          throw CelError.noSuchOverload();
        }
        yield index < 0 || index >= list.size() ? null : list.get(index.intValue());
      }
      default -> throw CelError.noSuchOverload();
    };
  }

  /// A map's key for a value: whole numbers of any type are one key.
  static Object key(Object value) {
    return switch (value) {
      case UInt number when number.bits() >= 0 -> number.bits();
      case Double number when number == Math.rint(number) && Math.abs(number) < 1L << 53 ->
          number.longValue();
      default -> value;
    };
  }
}
