package io.kubejar.controllers.runtime;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.meta.v1.OwnerReferenceCodec;
import io.kubejar.client.Client;
import io.kubejar.client.Patch;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Makes an owner's selector true: what matches and has no controller is adopted, what is
/// controlled and no longer matches is released.
///
/// @param <O> the owner
/// @param <T> what is owned
public final class Adoption<O extends ApiObject, T extends ApiObject> {
  private final Client client;
  private final Kind<O> ownerKind;
  private final Kind<T> kind;
  private final List<String> finalizers;

  public Adoption(Client client, Kind<O> ownerKind, Kind<T> kind) {
    this(client, ownerKind, kind, List.of());
  }

  /// Adoption that also sets finalizers on what is adopted and takes them from what is released.
  public Adoption(Client client, Kind<O> ownerKind, Kind<T> kind, List<String> finalizers) {
    this.client = client;
    this.ownerKind = ownerKind;
    this.kind = kind;
    this.finalizers = List.copyOf(finalizers);
  }

  /// Adopts and releases, and returns what the owner controls after that.
  ///
  /// @param candidates what the owner controls and what nobody controls in its namespace
  /// @param matches whether the owner's selector (or name rule) covers an object
  public List<T> claim(O owner, Iterable<T> candidates, Predicate<T> matches) {
    List<T> claimed = new ArrayList<>();
    boolean ownerIsThere = false;
    for (T object : candidates) {
      OwnerReference controller = Owners.controllerOf(object);
      if (controller != null) {
        if (!controller.uid().equals(owner.metadata().uid())) {
          continue;
        }
        if (matches.test(object)) {
          claimed.add(object);
        } else if (owner.metadata().deletionTimestamp() == null) {
          release(owner, object);
        }
        continue;
      }
      if (owner.metadata().deletionTimestamp() != null
          || object.metadata().deletionTimestamp() != null
          || !matches.test(object)) {
        continue;
      }
      if (!ownerIsThere && !isThere(owner)) {
        return claimed;
      }
      ownerIsThere = true;
      adopt(owner, object).ifPresent(claimed::add);
    }
    return claimed;
  }

  /// Whether the API, not just the informer, still has the owner, and not as one being deleted.
  private boolean isThere(O owner) {
    Optional<O> fresh =
        client.resources(ownerKind, owner.metadata().namespace()).find(owner.metadata().name());
    return fresh.isPresent()
        && fresh.get().metadata().uid().equals(owner.metadata().uid())
        && fresh.get().metadata().deletionTimestamp() == null;
  }

  private Optional<T> adopt(O owner, T object) {
    Map<String, JsonValue> metadata = new LinkedHashMap<>();
    JsonValue reference =
        JsonValue.parse(
            JsonEncoder.encode(OwnerReferenceCodec.INSTANCE, Owners.reference(ownerKind, owner)));
    metadata.put("ownerReferences", new JsonValue.Array(List.of(reference)));
    metadata.put("uid", JsonValue.of(object.metadata().uid()));
    if (!finalizers.isEmpty()) {
      metadata.put("finalizers", texts(finalizers));
    }
    return patch(object, metadata);
  }

  private void release(O owner, T object) {
    Map<String, JsonValue> reference = new LinkedHashMap<>();
    reference.put("$patch", JsonValue.of("delete"));
    reference.put("uid", JsonValue.of(owner.metadata().uid()));
    Map<String, JsonValue> metadata = new LinkedHashMap<>();
    metadata.put("ownerReferences", new JsonValue.Array(List.of(new JsonValue.Obj(reference))));
    metadata.put("uid", JsonValue.of(object.metadata().uid()));
    if (!finalizers.isEmpty()) {
      metadata.put("$deleteFromPrimitiveList/finalizers", texts(finalizers));
    }
    patch(object, metadata);
  }

  private static JsonValue texts(List<String> values) {
    return new JsonValue.Array(values.stream().map(JsonValue::of).toList());
  }

  /// Patches; empty when the object is gone or another one now has its name.
  private Optional<T> patch(T object, Map<String, JsonValue> metadata) {
    var document = JsonValue.Obj.EMPTY.with("metadata", new JsonValue.Obj(metadata));
    try {
      return Optional.of(
          client
              .resources(kind, object.metadata().namespace())
              .patch(object.metadata().name(), Patch.strategic(document.toJsonText())));
    } catch (ApiException e) {
      if (e.isNotFound() || e.reason().equals("Invalid") || e.isConflict()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
