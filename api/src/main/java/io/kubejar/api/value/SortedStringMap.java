package io.kubejar.api.value;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// An immutable map with text keys, held in one array and sorted by the keys' UTF-8 bytes.
///
/// It is the form of every map in an API object: iteration is the order in which the map is
/// written, a look-up is a binary search, and an entry costs two references.
///
/// @param <V> the values, never null
public final class SortedStringMap<V> implements Map<String, V> {
  private static final SortedStringMap<?> EMPTY = new SortedStringMap<>(new Object[0]);

  /// Key, value, key, value, …
  private final Object[] table;

  private SortedStringMap(Object[] table) {
    this.table = table;
  }

  /// The empty map.
  @SuppressWarnings("unchecked")
  public static <V> SortedStringMap<V> empty() {
    return (SortedStringMap<V>) EMPTY;
  }

  /// The same entries in this form; the same instance when they already are.
  @SuppressWarnings("unchecked")
  public static <V> Map<String, V> copyOf(Map<String, ? extends V> entries) {
    if (entries instanceof SortedStringMap<?>) {
      return (SortedStringMap<V>) entries;
    }
    if (entries.isEmpty()) {
      return empty();
    }
    Builder<V> builder = new Builder<>(entries.size());
    entries.forEach(builder::put);
    return builder.build();
  }

  /// A map of one entry.
  public static <V> SortedStringMap<V> of(String key, V value) {
    return new SortedStringMap<>(
        new Object[] {Objects.requireNonNull(key), Objects.requireNonNull(value)});
  }

  /// A builder with room for some entries, which grows as needed.
  public static <V> Builder<V> builder(int expected) {
    return new Builder<>(expected);
  }

  /// Compares texts as their UTF-8 bytes compare, which is by code point.
  public static int compareKeys(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean leftSurrogate = Character.isSurrogate(l);
        return leftSurrogate == Character.isSurrogate(r) ? l - r : leftSurrogate ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  /// The key at a position of the order.
  public String keyAt(int index) {
    return (String) table[2 * index];
  }

  /// The value at a position of the order.
  @SuppressWarnings("unchecked")
  public V valueAt(int index) {
    return (V) table[2 * index + 1];
  }

  private int indexOf(@Nullable Object key) {
    if (!(key instanceof String text)) {
      return -1;
    }
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compareKeys(keyAt(middle), text);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return table.length >> 1;
  }

  @Override
  public boolean isEmpty() {
    return table.length == 0;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : valueAt(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    for (int i = 1; i < table.length; i += 2) {
      if (table[i].equals(value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> action) {
    for (int i = 0, n = size(); i < n; i++) {
      action.accept(keyAt(i), valueAt(i));
    }
  }

  @Override
  public Set<String> keySet() {
    return new View<>(size(), this::keyAt) {
      @Override
      public boolean contains(@Nullable Object key) {
        return containsKey(key);
      }
    };
  }

  @Override
  public Collection<V> values() {
    int size = size();
    return new AbstractCollection<>() {
      @Override
      public Iterator<V> iterator() {
        return new Cursor<>(size, SortedStringMap.this::valueAt);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return new View<>(size(), i -> new AbstractMap.SimpleImmutableEntry<>(keyAt(i), valueAt(i)));
  }

  @Override
  public @Nullable V put(String key, V value) {
    throw new UnsupportedOperationException("immutable map");
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    throw new UnsupportedOperationException("immutable map");
  }

  @Override
  public void putAll(Map<? extends String, ? extends V> entries) {
    throw new UnsupportedOperationException("immutable map");
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException("immutable map");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (other == this) {
      return true;
    }
    if (other instanceof SortedStringMap<?> that) {
      return Arrays.equals(table, that.table);
    }
    if (!(other instanceof Map<?, ?> that) || that.size() != size()) {
      return false;
    }
    for (int i = 0; i < table.length; i += 2) {
      if (!table[i + 1].equals(that.get(table[i]))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < table.length; i += 2) {
      sum += table[i].hashCode() ^ table[i + 1].hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < table.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(table[i]).append('=').append(table[i + 1]);
    }
    return text.append('}').toString();
  }

  /// Collects entries in any order; a later value for the same key wins.
  ///
  /// @param <V> the values
  public static final class Builder<V> {
    private @Nullable Object[] table;
    private int length;
    private boolean ascending = true;

    private Builder(int expected) {
      this.table = new @Nullable Object[2 * expected];
    }

    /// Adds an entry.
    public Builder<V> put(String key, V value) {
      Objects.requireNonNull(value);
      if (length == table.length) {
        table = Arrays.copyOf(table, Math.max(8, length * 2));
      }
      if (length > 0 && ascending) {
        String last = (String) Objects.requireNonNull(table[length - 2]);
        ascending = compareKeys(last, key) < 0;
      }
      table[length++] = Objects.requireNonNull(key);
      table[length++] = value;
      return this;
    }

    /// The map; the builder may be filled further, without effect on it.
    public SortedStringMap<V> build() {
      if (length == 0) {
        return empty();
      }
      if (!ascending) {
        sort();
      }
      return new SortedStringMap<>(trimmed());
    }

    @SuppressWarnings("NullAway") // below length every element is set
    private Object[] trimmed() {
      return Arrays.copyOf(table, length);
    }

    /// Sorts the pairs, keeping the last of those with the same key.
    private void sort() {
      int count = length / 2;
      Object[] source = trimmed();
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> compareKeys((String) source[2 * a], (String) source[2 * b]));
      int to = 0;
      for (Integer from : order) {
        if (to > 0 && source[2 * from].equals(table[to - 2])) {
          to -= 2;
        }
        table[to++] = source[2 * from];
        table[to++] = source[2 * from + 1];
      }
      length = to;
      ascending = true;
    }
  }

  private static class View<E> extends AbstractSet<E> {
    private final int size;
    private final IntFunction<E> element;

    View(int size, IntFunction<E> element) {
      this.size = size;
      this.element = element;
    }

    @Override
    public Iterator<E> iterator() {
      return new Cursor<>(size, element);
    }

    @Override
    public int size() {
      return size;
    }
  }

  private static final class Cursor<E> implements Iterator<E> {
    private final int size;
    private final IntFunction<E> element;
    private int next;

    Cursor(int size, IntFunction<E> element) {
      this.size = size;
      this.element = element;
    }

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public E next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      return element.apply(next++);
    }
  }
}
