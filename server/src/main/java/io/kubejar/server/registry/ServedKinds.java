package io.kubejar.server.registry;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.server.spi.CustomKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The kinds that are served at the moment: the built-in ones and those defined through the API.
///
/// Readers take the newest snapshot, which never changes.
public final class ServedKinds {
  private record ResourceKey(String group, String version, String resource) {}

  private static final class Snapshot {
    private final List<Kind<?>> all;
    private final Map<ResourceKey, Kind<?>> byResource = new HashMap<>();
    private final Map<String, List<Kind<?>>> byPrefix = new HashMap<>();

    Snapshot(Collection<Kind<?>> kinds) {
      this.all = List.copyOf(kinds);
      for (Kind<?> kind : all) {
        var names = kind.names();
        byResource.putIfAbsent(
            new ResourceKey(names.group(), names.version(), names.plural()), kind);
        if (!names.storagePrefix().isEmpty()) {
          byPrefix.computeIfAbsent(names.storagePrefix(), _ -> new ArrayList<>()).add(kind);
        }
      }
    }
  }

  private volatile Snapshot snapshot;

  /// All built-in kinds.
  public ServedKinds() {
    this(BuiltInKinds.ALL::contains);
  }

  /// Some of the built-in kinds, also of the optional ones.
  public ServedKinds(Predicate<Kind<?>> served) {
    this.snapshot =
        new Snapshot(
            Stream.concat(BuiltInKinds.ALL.stream(), OptionalKinds.ALL.stream())
                .<Kind<?>>map(each -> each)
                .filter(served)
                .toList());
  }

  /// All kinds, the built-in ones first. The list is the same instance until the kinds change.
  public List<Kind<?>> all() {
    return snapshot.all;
  }

  /// The kind of a resource, or null.
  public @Nullable Kind<?> find(String group, String version, String resource) {
    return snapshot.byResource.get(new ResourceKey(group, version, resource));
  }

  /// The other versions in which a kind's objects are served.
  List<Kind<?>> equivalents(Kind<?> kind) {
    List<Kind<?>> all = snapshot.byPrefix.getOrDefault(kind.names().storagePrefix(), List.of());
    return all.size() < 2
        ? List.of()
        : all.stream().<Kind<?>>map(each -> each).filter(each -> each != kind).toList();
  }

  synchronized void replace(
      Collection<? extends CustomKind> removed, Collection<? extends CustomKind> added) {
    var kinds = new ArrayList<Kind<?>>(snapshot.all);
    kinds.removeAll(removed);
    kinds.addAll(added);
    snapshot = new Snapshot(kinds);
  }
}
