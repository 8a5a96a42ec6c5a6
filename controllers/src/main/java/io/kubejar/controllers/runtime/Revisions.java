package io.kubejar.controllers.runtime;

import io.kubejar.api.apps.v1.ControllerRevision;
import io.kubejar.api.apps.v1.ControllerRevisionKind;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.PodTemplateSpecCodec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.RawJson;
import io.kubejar.client.Client;
import io.kubejar.client.Lister;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The history of an owner's pod templates, kept in controller revisions.
///
/// A revision's data is a patch that replaces the owner's template:
/// `{"spec":{"template":{"$patch":"replace",…}}}`.
///
/// @param <T> the owners
public final class Revisions<T extends ApiObject> {
  private final Client client;
  private final Kind<T> kind;
  private final Lister<ControllerRevision> lister;
  private final Adoption<T, ControllerRevision> adoption;
  private final String hashLabel;

  /// @param lister of an informer with the index of [Owners]
  /// @param hashLabel the label that carries a revision's hash
  public Revisions(
      Client client, Kind<T> kind, Lister<ControllerRevision> lister, String hashLabel) {
    this.client = client;
    this.kind = kind;
    this.lister = lister;
    this.adoption = new Adoption<>(client, kind, ControllerRevisionKind.CONTROLLER_REVISION);
    this.hashLabel = hashLabel;
  }

  /// The newest revision, and how often hashes have collided.
  public record Newest(ControllerRevision revision, int collisionCount) {}

  /// An owner's revisions from old to new; those without a controller that fit are adopted.
  public List<ControllerRevision> of(T owner, Predicate<ControllerRevision> matches) {
    List<ControllerRevision> candidates = new ArrayList<>(Owners.controlledBy(lister, owner));
    candidates.addAll(Owners.orphans(lister, owner.metadata().namespace()));
    List<ControllerRevision> revisions = adoption.claim(owner, candidates, matches);
    revisions.sort(
        Comparator.comparingLong(ControllerRevision::revision)
            .thenComparing(revision -> revision.metadata().name()));
    return revisions;
  }

  /// The revision of the owner's template now: the newest one when it is the same, an older one
  /// made the newest, or one created.
  public Newest newest(
      T owner, PodTemplateSpec template, List<ControllerRevision> known, int collisionCount) {
    JsonValue data = data(template);
    long next = known.isEmpty() ? 1 : known.getLast().revision() + 1;
    for (int i = known.size() - 1; i >= 0; i--) {
      ControllerRevision revision = known.get(i);
      if (JsonValue.of(revision.data()).equals(data)) {
        return new Newest(
            i == known.size() - 1 ? revision : renumbered(revision, next), collisionCount);
      }
    }
    return create(owner, template, data.toRaw(), next, collisionCount);
  }

  private ControllerRevision renumbered(ControllerRevision revision, long number) {
    return client
        .resources(ControllerRevisionKind.CONTROLLER_REVISION, revision.metadata().namespace())
        .update(revision.with(r -> r.revision(number)));
  }

  private Newest create(
      T owner, PodTemplateSpec template, RawJson data, long number, int collisionCount) {
    var revisions =
        client.resources(ControllerRevisionKind.CONTROLLER_REVISION, owner.metadata().namespace());
    for (int collisions = collisionCount; ; collisions++) {
      String hash = TemplateHash.of(data.text(), collisions);
      String name = owner.metadata().name() + "-" + hash;
      Map<String, String> labels = new TreeMap<>(template.metadata().labels());
      labels.put(hashLabel, hash);
      ControllerRevision draft =
          ControllerRevision.builder()
              .metadata(
                  m ->
                      m.name(name)
                          .namespace(owner.metadata().namespace())
                          .labels(labels)
                          .annotations(owner.metadata().annotations())
                          .ownerReferences(Owners.reference(kind, owner)))
              .data(data)
              .revision(number)
              .build();
      try {
        return new Newest(revisions.create(draft), collisions);
      } catch (ApiException e) {
        if (!e.isAlreadyExists()) {
          throw e;
        }
        ControllerRevision other = revisions.get(name);
        if (Owners.isControlledBy(other, owner)
            && JsonValue.of(other.data()).equals(JsonValue.of(data))) {
          return new Newest(other, collisions);
        }
      }
    }
  }

  /// The hash that a revision was named by.
  public String hash(ControllerRevision revision) {
    return revision.metadata().labels().getOrDefault(hashLabel, "");
  }

  /// The template that a revision holds.
  public static PodTemplateSpec template(ControllerRevision revision) {
    JsonValue.Obj root = (JsonValue.Obj) JsonValue.of(revision.data());
    JsonValue template = root.object("spec").object("template").without("$patch");
    return JsonDecoder.decode(PodTemplateSpecCodec.INSTANCE, template.toJson());
  }

  private static JsonValue data(PodTemplateSpec template) {
    JsonValue.Obj tree =
        (JsonValue.Obj)
            JsonValue.parse(JsonEncoder.encode(PodTemplateSpecCodec.INSTANCE, template));
    JsonValue.Obj marked = tree.with("$patch", JsonValue.of("replace"));
    return sorted(JsonValue.Obj.EMPTY.with("spec", JsonValue.Obj.EMPTY.with("template", marked)));
  }

  /// The same tree with members in alphabetic order, as revisions are written.
  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        Map<String, JsonValue> copy = new TreeMap<>();
        members.forEach((name, member) -> copy.put(name, sorted(member)));
        yield new JsonValue.Obj(copy);
      }
      case JsonValue.Array(List<JsonValue> items) ->
          new JsonValue.Array(items.stream().map(Revisions::sorted).toList());
      case JsonValue.Null _,
          JsonValue.Bool _,
          JsonValue.Int _,
          JsonValue.Real _,
          JsonValue.Text _ ->
          value;
    };
  }

  /// Deletes the oldest revisions that are not in use, beyond a limit.
  public void truncate(List<ControllerRevision> revisions, Set<String> namesInUse, int limit) {
    List<ControllerRevision> idle =
        revisions.stream().filter(r -> !namesInUse.contains(r.metadata().name())).toList();
    for (ControllerRevision revision : idle.subList(0, Math.max(0, idle.size() - limit))) {
      try {
        client
            .resources(ControllerRevisionKind.CONTROLLER_REVISION, revision.metadata().namespace())
            .delete(revision.metadata().name());
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }
}
