package io.kubejar.controllers.garbagecollector;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.MetadataKind;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.runtime.Kinds;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Deletes objects whose owners are gone, holds back owners whose deletion waits for dependents,
/// and makes orphans.
///
/// ```
/// owner deleted ───────────────▶ its dependents ──▶ attempt to delete
/// dependent of unknown owner ──────────────────────▶       │ asks the API
/// owner waits (foregroundDeletion) ─▶ it and its dependents ┘
/// owner waits (orphan) ────────────▶ attempt to orphan
/// ```
public final class GarbageCollector implements Controller {
  private static final Set<String> IGNORED = Set.of("events", "events.events.k8s.io");
  private static final Duration UNKNOWN_KIND = Duration.ofMinutes(1);
  private static final Duration INCOMPLETE = Duration.ofMillis(200);

  private final Client client;
  private final EventRecorder events;
  private final Ownership ownership = new Ownership();
  private final ReconcileLoop<Item<?>> deletions;
  private final ReconcileLoop<Item<?>> orphanings;

  /// A collector of objects of all kinds.
  public GarbageCollector(ControllerContext context) {
    this.client = context.client();
    this.events = context.events(name());
    List<Kind<?>> kinds =
        Kinds.DELETABLE.stream()
            .filter(kind -> !IGNORED.contains(kind.names().qualifiedResource()))
            .toList();
    List<Informer<?>> informers = new ArrayList<>();
    kinds.forEach(kind -> informers.add(context.informers().of(kind)));
    this.deletions = new ReconcileLoop<>(name() + "-delete", 10, context, informers, this::delete);
    this.orphanings = new ReconcileLoop<>(name() + "-orphan", 4, context, informers, this::orphan);
    kinds.forEach(kind -> follow(context, kind));
    context.defined().addListener(new Defined());
  }

  @Override
  public String name() {
    return "garbage-collector-controller";
  }

  /// The queues of objects to be looked at and their workers.
  public List<ReconcileLoop<Item<?>>> loops() {
    return List.of(deletions, orphanings);
  }

  @Override
  public void start() {
    loops().forEach(ReconcileLoop::start);
  }

  @Override
  public void close() {
    loops().forEach(ReconcileLoop::close);
  }

  /// Objects of kinds that are defined through the API are collected while they are.
  private final class Defined implements DefinedKinds.Listener {
    private final Map<MetadataKind, Tracked<PartialObjectMetadata>> tracked =
        new ConcurrentHashMap<>();

    @Override
    public void appeared(MetadataKind kind, Informer<PartialObjectMetadata> objects) {
      var added = new Tracked<>(kind, objects, client);
      tracked.put(kind, added);
      handle(added);
    }

    @Override
    public void disappeared(MetadataKind kind) {
      var gone = tracked.remove(kind);
      if (gone != null) {
        ownership.forget(gone);
      }
    }
  }

  private <T extends ApiObject> void follow(ControllerContext context, Kind<T> kind) {
    handle(new Tracked<>(kind, context.informers().of(kind), client));
  }

  private <T extends ApiObject> void handle(Tracked<T> tracked) {
    ownership.track(tracked);
    tracked
        .informer()
        .addHandler(
            Changes.of(
                object -> appeared(tracked, object),
                (old, object) -> changed(tracked, old, object),
                this::gone));
  }

  private <T extends ApiObject> void appeared(Tracked<T> kind, T object) {
    Item<T> item = Item.of(kind, object);
    if (!Tracked.isGoing(object) && !ownership.areSettled(object)) {
      deletions.queue().add(item);
    }
    began(item, object);
  }

  private <T extends ApiObject> void changed(Tracked<T> kind, T old, T object) {
    Item<T> item = Item.of(kind, object);
    if (!old.metadata().uid().equals(item.uid())) {
      gone(old);
      appeared(kind, object);
      return;
    }
    List<OwnerReference> before = old.metadata().ownerReferences();
    List<OwnerReference> now = object.metadata().ownerReferences();
    if (!before.equals(now)) {
      before.stream().filter(each -> !now.contains(each)).forEach(each -> release(object, each));
      if (!Tracked.isGoing(object) && !ownership.areSettled(object)) {
        deletions.queue().add(item);
      }
    }
    if (Tracked.waitsForDependents(old) && Tracked.waitsForDependents(object)) {
      deletions.queue().add(item);
    } else {
      began(item, object);
    }
  }

  /// Looks at an object that waits for what comes before its end.
  private <T extends ApiObject> void began(Item<T> item, T object) {
    if (Tracked.waitsForOrphans(object)) {
      orphanings.queue().add(item);
    }
    if (Tracked.waitsForDependents(object)) {
      ownership.dependents(item.uid()).forEach(deletions.queue()::add);
      deletions.queue().add(item);
    }
  }

  private void gone(ApiObject object) {
    ownership.dependents(object.metadata().uid()).forEach(deletions.queue()::add);
    object.metadata().ownerReferences().forEach(each -> release(object, each));
  }

  /// Looks again at an owner that may have waited for a dependent.
  private void release(ApiObject dependent, OwnerReference reference) {
    ApiObject owner = ownership.known(reference, dependent.metadata().namespace());
    Tracked<?> kind = ownership.kindOf(reference);
    if (owner != null && kind != null && Tracked.waitsForDependents(owner)) {
      deletions
          .queue()
          .add(
              new Item<>(
                  kind,
                  owner.metadata().namespace(),
                  owner.metadata().name(),
                  owner.metadata().uid()));
    }
  }

  private <T extends ApiObject> Reconciled delete(Item<T> item) {
    T known = item.kind().known(item);
    if (known == null) {
      return Reconciled.done();
    }
    if (Tracked.waitsForDependents(known)) {
      return ownership.isComplete() ? letGo(item) : Reconciled.again(INCOMPLETE);
    }
    if (Tracked.isGoing(known) || ownership.areSettled(known)) {
      return Reconciled.done();
    }
    Optional<T> live = item.kind().live(item.namespace(), item.name(), item.uid());
    return live.isEmpty() ? Reconciled.done() : collect(item, live.get());
  }

  private <T extends ApiObject> Reconciled collect(Item<T> item, T object) {
    if (Tracked.isGoing(object) || object.metadata().ownerReferences().isEmpty()) {
      return Reconciled.done();
    }
    Ownership.Owners owners = ownership.classify(object);
    owners.dangling().forEach(each -> reportOtherNamespace(item, object, each));
    if (!owners.unknown().isEmpty()) {
      boolean hope = owners.unknown().stream().anyMatch(each -> ownership.kindOf(each) == null);
      return hope ? Reconciled.again(UNKNOWN_KIND) : Reconciled.done();
    }
    try {
      if (!owners.solid().isEmpty()) {
        if (owners.solid().size() < object.metadata().ownerReferences().size()) {
          item.kind().setOwners(object, owners.solid());
        }
      } else if (!owners.waiting().isEmpty() && deleteInForeground(item, object)) {
        return Reconciled.done();
      } else {
        item.kind().delete(object, propagation(object));
      }
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
    return Reconciled.done();
  }

  /// Lets the deletion of an object with dependents of its own wait for them; false without any.
  private <T extends ApiObject> boolean deleteInForeground(Item<T> item, T object) {
    List<Item<?>> dependents = ownership.dependents(item.uid());
    if (dependents.isEmpty()) {
      return false;
    }
    if (dependents.stream().anyMatch(GarbageCollector::waits)) {
      // Maybe a circle, in which each would wait for the other.
      item.kind()
          .setOwners(
              object,
              object.metadata().ownerReferences().stream()
                  .map(owner -> owner.with(b -> b.blockOwnerDeletion(false)))
                  .toList());
      Optional<T> unblocked = item.kind().live(item.namespace(), item.name(), item.uid());
      unblocked.ifPresent(each -> item.kind().delete(each, "Foreground"));
      return true;
    }
    item.kind().delete(object, "Foreground");
    return true;
  }

  private static <T extends ApiObject> boolean waits(Item<T> item) {
    T known = item.kind().known(item);
    return known != null && Tracked.waitsForDependents(known);
  }

  private static String propagation(ApiObject object) {
    List<String> finalizers = object.metadata().finalizers();
    return finalizers.contains(Tracked.ORPHAN)
        ? "Orphan"
        : finalizers.contains(Tracked.FOREGROUND) ? "Foreground" : "Background";
  }

  /// Ends an owner's waiting once no dependent blocks it.
  private <T extends ApiObject> Reconciled letGo(Item<T> item) {
    List<Item<?>> blocking =
        ownership.dependents(item.uid()).stream()
            .filter(dependent -> blocks(dependent, item.uid()))
            .toList();
    if (blocking.isEmpty()) {
      Optional<T> live = item.kind().live(item.namespace(), item.name(), item.uid());
      live.filter(Tracked::waitsForDependents)
          .ifPresent(object -> item.kind().removeFinalizer(object, Tracked.FOREGROUND));
    } else {
      blocking.stream().filter(dependent -> !waits(dependent)).forEach(deletions.queue()::add);
    }
    return Reconciled.done();
  }

  private static <T extends ApiObject> boolean blocks(Item<T> dependent, String ownerUid) {
    T known = dependent.kind().known(dependent);
    return known != null
        && known.metadata().ownerReferences().stream()
            .anyMatch(
                owner ->
                    owner.uid().equals(ownerUid)
                        && Boolean.TRUE.equals(owner.blockOwnerDeletion()));
  }

  private <T extends ApiObject> Reconciled orphan(Item<T> item) {
    if (!ownership.isComplete()) {
      return Reconciled.again(INCOMPLETE);
    }
    Optional<T> owner =
        item.kind()
            .live(item.namespace(), item.name(), item.uid())
            .filter(Tracked::waitsForOrphans);
    if (owner.isPresent()) {
      ownership.dependents(item.uid()).forEach(dependent -> disown(dependent, item.uid()));
      item.kind().removeFinalizer(owner.get(), Tracked.ORPHAN);
    }
    return Reconciled.done();
  }

  private static <T extends ApiObject> void disown(Item<T> dependent, String ownerUid) {
    Optional<T> live =
        dependent.kind().live(dependent.namespace(), dependent.name(), dependent.uid());
    if (live.isEmpty()) {
      return;
    }
    List<OwnerReference> owners = live.get().metadata().ownerReferences();
    List<OwnerReference> others =
        owners.stream().filter(each -> !each.uid().equals(ownerUid)).toList();
    if (others.size() < owners.size()) {
      try {
        dependent.kind().setOwners(live.get(), others);
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }

  private <T extends ApiObject> void reportOtherNamespace(
      Item<T> item, T object, OwnerReference reference) {
    Tracked<?> kind = ownership.kindOf(reference);
    if (kind == null || !kind.names().namespaced()) {
      return;
    }
    boolean elsewhere =
        kind.namespaceOf(reference.uid()).filter(ns -> !ns.equals(item.namespace())).isPresent();
    if (elsewhere) {
      Item<?> owner = new Item<>(kind, item.namespace(), reference.name(), reference.uid());
      item.kind()
          .warn(
              events,
              object,
              "OwnerRefInvalidNamespace",
              "ownerRef %s does not exist in namespace \"%s\"".formatted(owner, item.namespace()));
    }
  }
}
