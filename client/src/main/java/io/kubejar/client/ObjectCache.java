package io.kubejar.client;

import io.kubejar.api.meta.v1.ApiObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The objects an informer knows, by key, by namespace and by its indexes.
///
/// Written by one thread at a time, read by any.
final class ObjectCache<T extends ApiObject> implements Lister<T> {
  private final Map<Key, T> objects = new ConcurrentHashMap<>();
  private final Index<T> namespaces = new Index<>(object -> List.of(object.metadata().namespace()));
  private final Map<String, Index<T>> indexes = new ConcurrentHashMap<>();

  /// Objects by the values that a function gives for them.
  private record Index<T>(
      Function<T, ? extends Collection<String>> values, Map<String, Map<Key, T>> byValue) {
    Index(Function<T, ? extends Collection<String>> values) {
      this(values, new ConcurrentHashMap<>());
    }

    void add(Key key, T object) {
      for (String value : values.apply(object)) {
        byValue.computeIfAbsent(value, v -> new ConcurrentHashMap<>()).put(key, object);
      }
    }

    void remove(Key key, T object) {
      for (String value : values.apply(object)) {
        remove(key, value);
      }
    }

    private void remove(Key key, String value) {
      byValue.computeIfPresent(
          value,
          (v, members) -> {
            members.remove(key);
            return members.isEmpty() ? null : members;
          });
    }

    /// Files the new state before the old is taken out, so that no reader misses the object.
    void replace(Key key, T old, T object) {
      Collection<String> kept = values.apply(object);
      for (String value : kept) {
        byValue.computeIfAbsent(value, v -> new ConcurrentHashMap<>()).put(key, object);
      }
      for (String value : values.apply(old)) {
        if (!kept.contains(value)) {
          remove(key, value);
        }
      }
    }

    List<T> get(String value) {
      Map<Key, T> members = byValue.get(value);
      return members == null ? List.of() : List.copyOf(members.values());
    }
  }

  void addIndex(String name, Function<T, ? extends Collection<String>> values) {
    Index<T> index = new Index<>(values);
    objects.forEach(index::add);
    indexes.put(name, index);
  }

  @Nullable T put(T object) {
    Key key = Key.of(object);
    T old = objects.put(key, object);
    if (old == null) {
      namespaces.add(key, object);
      indexes.values().forEach(index -> index.add(key, object));
    } else {
      namespaces.replace(key, old, object);
      indexes.values().forEach(index -> index.replace(key, old, object));
    }
    return old;
  }

  @Nullable T remove(Key key) {
    T old = objects.remove(key);
    if (old != null) {
      namespaces.remove(key, old);
      indexes.values().forEach(index -> index.remove(key, old));
    }
    return old;
  }

  @Override
  public @Nullable T get(String namespace, String name) {
    return objects.get(new Key(namespace, name));
  }

  @Override
  public @Nullable T get(Key key) {
    return objects.get(key);
  }

  @Override
  public List<T> list() {
    return new ArrayList<>(objects.values());
  }

  @Override
  public List<T> list(String namespace) {
    return namespace.isEmpty() ? list() : namespaces.get(namespace);
  }

  @Override
  public List<T> byIndex(String index, String value) {
    Index<T> found = indexes.get(index);
    if (found == null) {
      throw new IllegalArgumentException("no index " + index);
    }
    return found.get(value);
  }
}
