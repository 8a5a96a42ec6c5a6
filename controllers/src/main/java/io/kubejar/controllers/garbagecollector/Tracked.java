package io.kubejar.controllers.garbagecollector;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.meta.v1.OwnerReferenceCodec;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Patch;
import io.kubejar.client.Resources;
import io.kubejar.wire.json.JsonEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The objects of one kind: those the informer knows, by owner, and those the API has.
final class Tracked<T extends ApiObject> {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";
  private static final String INDEX = "owner-uid";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Kind<T> kind;
  private final Informer<T> informer;
  private final Client client;
  private final long since = System.nanoTime();

  /// Adds an index by owners to an informer.
  Tracked(Kind<T> kind, Informer<T> informer, Client client) {
    this.kind = kind;
    this.informer =
        informer.index(
            INDEX,
            object ->
                object.metadata().ownerReferences().stream().map(OwnerReference::uid).toList());
    this.client = client;
  }

  /// Whether the informer has its first list, or should have had it long since.
  boolean isKnown() {
    return informer.isSynced() || System.nanoTime() - since > PATIENCE.toNanos();
  }

  Names names() {
    return kind.names();
  }

  Informer<T> informer() {
    return informer;
  }

  /// The object as the informer knows it, when it is the one of that uid.
  @Nullable T known(Item<T> item) {
    return known(item.namespace(), item.name(), item.uid());
  }

  @Nullable T known(String namespace, String name, String uid) {
    T object = informer.lister().get(namespace, name);
    return object != null && object.metadata().uid().equals(uid) ? object : null;
  }

  /// The object as the API has it, when it is the one of that uid.
  Optional<T> live(String namespace, String name, String uid) {
    return resources(namespace).find(name).filter(each -> each.metadata().uid().equals(uid));
  }

  /// The objects that refer to an owner.
  List<Item<T>> dependents(String ownerUid) {
    return informer.lister().byIndex(INDEX, ownerUid).stream()
        .map(object -> Item.of(this, object))
        .toList();
  }

  /// The namespace of an object of a uid that is in another namespace than expected.
  Optional<String> namespaceOf(String uid) {
    return informer.lister().list().stream()
        .map(ApiObject::metadata)
        .filter(meta -> meta.uid().equals(uid))
        .map(ObjectMeta::namespace)
        .findFirst();
  }

  /// Deletes exactly the version that was looked at.
  void delete(T object, String propagation) {
    ObjectMeta meta = object.metadata();
    resources(meta.namespace())
        .delete(
            meta.name(),
            DeleteOptions.builder()
                .preconditions(
                    Preconditions.builder()
                        .uid(meta.uid())
                        .resourceVersion(meta.resourceVersion())
                        .build())
                .propagationPolicy(propagation)
                .build());
  }

  void setOwners(T object, List<OwnerReference> owners) {
    patch(
        object,
        "ownerReferences",
        owners.stream()
            .map(owner -> JsonEncoder.encode(OwnerReferenceCodec.INSTANCE, owner))
            .map(json -> new String(json, StandardCharsets.UTF_8))
            .toList());
  }

  void removeFinalizer(T object, String finalizer) {
    patch(
        object,
        "finalizers",
        object.metadata().finalizers().stream()
            .filter(each -> !each.equals(finalizer))
            .map(each -> '"' + each + '"')
            .toList());
  }

  private void patch(T object, String member, List<String> values) {
    ObjectMeta meta = object.metadata();
    String list = values.stream().collect(Collectors.joining(",", "[", "]"));
    resources(meta.namespace())
        .patch(
            meta.name(),
            Patch.merge(
                "{\"metadata\":{\"uid\":\"%s\",\"resourceVersion\":\"%s\",\"%s\":%s}}"
                    .formatted(
                        meta.uid(),
                        meta.resourceVersion(),
                        member,
                        values.isEmpty() ? "null" : list)));
  }

  void warn(EventRecorder events, T object, String reason, String message) {
    events.warning(kind, object, reason, message);
  }

  private Resources<T> resources(String namespace) {
    return client.resources(kind, namespace);
  }

  /// Whether an object's deletion waits for its dependents.
  static boolean waitsForDependents(ApiObject object) {
    return isGoing(object) && object.metadata().finalizers().contains(FOREGROUND);
  }

  /// Whether an object's deletion waits until its dependents are orphans.
  static boolean waitsForOrphans(ApiObject object) {
    return isGoing(object) && object.metadata().finalizers().contains(ORPHAN);
  }

  static boolean isGoing(ApiObject object) {
    return object.metadata().deletionTimestamp() != null;
  }
}
