package io.kubejar.policy.match;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.ClusterView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The objects of a kind of configuration in the order of their names, each with what was made of
/// it. What was made is kept until the object changes.
public final class Prepared<T extends ApiObject, P> {
  private final Kind<T> kind;
  private final ClusterView view;
  private final Function<T, P> make;
  private volatile State<P> state = new State<>(-1, List.of(), Map.of());

  private record State<P>(long generation, List<P> list, Map<Object, P> byObject) {}

  public Prepared(Kind<T> kind, ClusterView view, Function<T, P> make) {
    this.kind = kind;
    this.view = view;
    this.make = make;
  }

  /// All of them.
  public List<P> all() {
    long generation = view.generation(kind);
    State<P> current = state;
    if (current.generation() == generation) {
      return current.list();
    }
    return refreshed(generation).list();
  }

  private synchronized State<P> refreshed(long generation) {
    State<P> before = state;
    if (before.generation() == generation) {
      return before;
    }
    List<T> objects = new ArrayList<>(view.list(kind, ""));
    objects.sort(Comparator.comparing((T object) -> object.metadata().name()));
    List<P> list = new ArrayList<>(objects.size());
    Map<Object, P> byObject = new IdentityHashMap<>();
    for (T object : objects) {
      P made = before.byObject().get(object);
      P kept = made == null ? make.apply(object) : made;
      list.add(kept);
      byObject.put(object, kept);
    }
    State<P> now = new State<>(generation, List.copyOf(list), byObject);
    state = now;
    return now;
  }
}
