package io.kubejar.controllers.garbagecollector;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who owns whom among objects of all kinds.
final class Ownership {
  private static final int REMEMBERED = 500;

  private final Map<String, Tracked<?>> kinds = new ConcurrentHashMap<>();
  private final Set<Absent> absent =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Absent, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  /// An owner that the API said is not there; as uids are unique it never will be.
  private record Absent(String kind, String namespace, String name, String uid) {}

  /// An object's owners by what they mean for its life.
  ///
  /// @param solid those that keep it
  /// @param dangling those that are not there
  /// @param waiting those whose deletion waits for it
  /// @param unknown those of kinds that are not tracked, of which nothing can be said
  record Owners(
      List<OwnerReference> solid,
      List<OwnerReference> dangling,
      List<OwnerReference> waiting,
      List<OwnerReference> unknown) {
    Owners() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  void track(Tracked<?> kind) {
    kinds.put(kind.names().group() + "/" + kind.names().kind(), kind);
  }

  void forget(Tracked<?> kind) {
    kinds.remove(kind.names().group() + "/" + kind.names().kind(), kind);
  }

  /// Whether the objects of all kinds are known, as far as they can be: a kind whose objects cannot
  /// be listed is not waited for longer than a moment.
  boolean isComplete() {
    return kinds.values().stream().allMatch(Tracked::isKnown);
  }

  @Nullable Tracked<?> kindOf(OwnerReference reference) {
    return kinds.get(key(reference));
  }

  private static String key(OwnerReference reference) {
    String version = reference.apiVersion();
    int slash = version.indexOf('/');
    return (slash < 0 ? "" : version.substring(0, slash)) + "/" + reference.kind();
  }

  /// The owner as its informer knows it.
  @Nullable ApiObject known(OwnerReference reference, String dependentNamespace) {
    Tracked<?> kind = kindOf(reference);
    return kind == null
        ? null
        : kind.known(namespace(kind, dependentNamespace), reference.name(), reference.uid());
  }

  private static String namespace(Tracked<?> owner, String dependentNamespace) {
    return owner.names().namespaced() ? dependentNamespace : "";
  }

  /// Whether informers know all owners of an object, none of them waiting for its end.
  boolean areSettled(ApiObject object) {
    String namespace = object.metadata().namespace();
    for (OwnerReference reference : object.metadata().ownerReferences()) {
      ApiObject owner = known(reference, namespace);
      if (owner == null || Tracked.waitsForDependents(owner)) {
        return false;
      }
    }
    return true;
  }

  /// Asks the API about all owners of an object.
  Owners classify(ApiObject object) {
    Owners owners = new Owners();
    for (OwnerReference reference : object.metadata().ownerReferences()) {
      Tracked<?> kind = kindOf(reference);
      if (kind == null || isBelowScope(kind, object)) {
        owners.unknown().add(reference);
        continue;
      }
      Optional<? extends ApiObject> owner = live(kind, reference, object);
      if (owner.isEmpty()) {
        owners.dangling().add(reference);
      } else if (Tracked.waitsForDependents(owner.get())) {
        owners.waiting().add(reference);
      } else {
        owners.solid().add(reference);
      }
    }
    return owners;
  }

  /// Whether a namespaced owner is said to own a cluster-scoped object, which cannot be looked up.
  private static boolean isBelowScope(Tracked<?> owner, ApiObject object) {
    return owner.names().namespaced() && object.metadata().namespace().isEmpty();
  }

  private Optional<? extends ApiObject> live(
      Tracked<?> kind, OwnerReference reference, ApiObject object) {
    String namespace = namespace(kind, object.metadata().namespace());
    Absent identity = new Absent(key(reference), namespace, reference.name(), reference.uid());
    if (absent.contains(identity)) {
      return Optional.empty();
    }
    Optional<? extends ApiObject> owner = kind.live(namespace, reference.name(), reference.uid());
    if (owner.isEmpty()) {
      absent.add(identity);
    }
    return owner;
  }

  /// The objects of all kinds that refer to an owner.
  List<Item<?>> dependents(String ownerUid) {
    List<Item<?>> all = new ArrayList<>();
    for (Tracked<?> kind : kinds.values()) {
      all.addAll(kind.dependents(ownerUid));
    }
    return all;
  }
}
