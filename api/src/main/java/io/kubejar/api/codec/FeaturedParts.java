package io.kubejar.api.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What generated codecs need to look for members of features in lists and maps.
public final class FeaturedParts {
  private FeaturedParts() {}

  /// Tells the gates of what the items have.
  public static <T> void look(Collection<T> items, RecordCodec<T> codec, Consumer<String> seen) {
    for (T item : items) {
      codec.features(item, seen);
    }
  }

  /// The items without the members whose gates are off; the same list when they have none.
  public static <T> List<T> without(List<T> items, RecordCodec<T> codec, Predicate<String> off) {
    List<T> changed = new ArrayList<>(items.size());
    items.forEach(item -> changed.add(codec.without(item, off)));
    return changed.equals(items) ? items : changed;
  }

  /// The same of a map's values.
  public static <T> Map<String, T> without(
      Map<String, T> values, RecordCodec<T> codec, Predicate<String> off) {
    Map<String, T> changed = new HashMap<>();
    values.forEach((key, value) -> changed.put(key, codec.without(value, off)));
    return changed.equals(values) ? values : changed;
  }

  /// The value without the members whose gates are off; null when it had nothing else.
  public static <T> @Nullable T unlessEmpty(T value, RecordCodec<T> codec, Predicate<String> off) {
    T rest = codec.without(value, off);
    return rest != value && rest.equals(codec.zero()) ? null : rest;
  }
}
