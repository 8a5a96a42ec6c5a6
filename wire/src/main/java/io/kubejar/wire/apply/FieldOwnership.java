package io.kubejar.wire.apply;

import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.Time;
import io.kubejar.wire.apply.Managers.Owned;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rules by which writers through one endpoint of a kind come to own fields.
///
/// Those who *update* own what they changed. Those who *apply* own what their configuration says,
/// must not change what others own, and take away what they alone owned and no longer name.
public final class FieldOwnership {
  /// The annotation in which clients keep what they applied themselves.
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final String KUBECTL = "kubectl";
  private static final String BEFORE_FIRST_APPLY = "before-first-apply";
  private static final int ANNOTATIONS_LIMIT = 256 * 1024;

  /// What nobody owns: the object's identity and what the server keeps.
  private static final FieldSet UNOWNED =
      FieldSet.ofNames(
          List.of(
              "apiVersion",
              "kind",
              "metadata",
              "metadata.name",
              "metadata.namespace",
              "metadata.creationTimestamp",
              "metadata.selfLink",
              "metadata.uid",
              "metadata.clusterName",
              "metadata.generation",
              "metadata.managedFields",
              "metadata.resourceVersion"));

  private final Shape shape;
  private final String apiVersion;
  private final String subresource;
  private final FieldFilter owned;
  private final InstantSource clock;
  private final OtherVersions versions;
  private final KnownStructures known = new KnownStructures();

  /// @param shape the kind's
  /// @param subresource what is written through, or empty for the object itself
  /// @param owned the fields that a write through it can change
  public FieldOwnership(
      Shape shape, String apiVersion, String subresource, FieldFilter owned, InstantSource clock) {
    this(shape, apiVersion, subresource, owned, clock, OtherVersions.SAME);
  }

  /// @param shape the kind's
  /// @param subresource what is written through, or empty for the object itself
  /// @param owned the fields that a write through it can change
  /// @param versions the kind's other versions, in whose fields other managers may speak
  public FieldOwnership(
      Shape shape,
      String apiVersion,
      String subresource,
      FieldFilter owned,
      InstantSource clock,
      OtherVersions versions) {
    this.shape = shape;
    this.apiVersion = apiVersion;
    this.subresource = subresource;
    this.owned = owned;
    this.clock = clock;
    this.versions = versions;
  }

  /// The result of an apply.
  ///
  /// @param object the new object, or null when it is as it was
  /// @param entries the managers afterwards
  public record Applied(@Nullable JsonValue object, List<ManagedFieldsEntry> entries) {}

  /// The entries, or none when they do not make sense.
  public static List<ManagedFieldsEntry> readable(List<ManagedFieldsEntry> entries) {
    try {
      Managers unused = Managers.of(entries);
      return entries;
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /// The entries that a client sent as the server keeps them: in its order, one for each manager,
  /// and none that owns nothing. None are left when they do not make sense.
  public static List<ManagedFieldsEntry> tidied(List<ManagedFieldsEntry> entries) {
    try {
      Managers managers = Managers.of(entries);
      managers.values().removeIf(each -> each.set().isEmpty());
      return managers.entries();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /// Throws [IllegalArgumentException] when entries do not make sense.
  public static void check(List<ManagedFieldsEntry> entries) {
    Managers unused = Managers.of(entries);
  }

  /// The managers after an update.
  ///
  /// @param entries the managers before
  /// @param live the object before; that of zero values when it is new
  /// @param changed the object as it was sent
  /// @throws OtherVersions.Failure when what others own cannot be told in their versions
  public List<ManagedFieldsEntry> update(
      List<ManagedFieldsEntry> entries, JsonValue live, JsonValue changed, String manager) {
    Managers managers;
    try {
      managers = Managers.of(entries);
    } catch (IllegalArgumentException e) {
      managers = new Managers();
    }
    return update(managers, live, changed, manager).entries();
  }

  /// The managers of a new object: its maker, if it has fields that somebody may own.
  ///
  /// @param zero the object of zero values
  /// @param object writes the object
  /// @param tree the same as a tree, for an object of a structure not seen before
  public List<ManagedFieldsEntry> created(
      JsonValue zero, Consumer<JsonWriter> object, Supplier<JsonValue> tree, String manager) {
    var writer = new StructureWriter(shape, zero);
    object.accept(writer);
    byte[] structure = writer.notes();
    FieldsV1 fields = known.fields(structure);
    if (fields == null) {
      List<ManagedFieldsEntry> entries =
          update(new Managers(), zero, tree.get(), manager).entries();
      if (entries.size() == 1 && entries.getFirst().fieldsV1() != null) {
        known.put(structure, entries.getFirst().fieldsV1());
      }
      return entries;
    }
    ManagerId id = updater(manager);
    return List.of(
        new ManagedFieldsEntry(
            id.manager(), id.operation(), apiVersion, now(), "FieldsV1", fields, subresource));
  }

  private Managers update(Managers before, JsonValue live, JsonValue changed, String manager) {
    Comparison comparison = Comparison.of(shape, live, changed).of(owned);
    Managers managers = take(before, live, changed, comparison, null, true);
    FieldSet taken = comparison.changed().difference(UNOWNED);
    if (!taken.isEmpty()) {
      ManagerId id = updater(manager);
      Owned previous = managers.get(id);
      FieldSet set = previous == null ? taken : taken.union(previous.set());
      Owned owned =
          previous != null && previous.set().equals(set)
              ? previous
              : new Owned(set, apiVersion, null, null);
      managers.put(id, owned.at(now()));
    }
    OldUpdates.cap(managers);
    return managers;
  }

  private ManagerId updater(String manager) {
    return new ManagerId(
        manager.isEmpty() ? "unknown" : manager, ManagerId.UPDATE, apiVersion, subresource);
  }

  private Time now() {
    return new Time(clock.instant());
  }

  /// Takes changed fields from all managers but the writer, each by the fields of its version.
  private Managers take(
      Managers before,
      JsonValue live,
      JsonValue changed,
      Comparison own,
      @Nullable ManagerId writer,
      boolean force) {
    Map<String, Comparison> comparisons = new HashMap<>();
    comparisons.put(apiVersion, own);
    Map<ManagerId, FieldSet> conflicts = new TreeMap<>();
    Managers after = new Managers();
    before.forEach(
        (id, owned) -> {
          if (id.equals(writer)) {
            after.put(id, owned);
            return;
          }
          Comparison comparison =
              comparisons.computeIfAbsent(
                  owned.apiVersion(), version -> comparison(version, live, changed, own));
          FieldSet common = owned.set().intersection(comparison.changed());
          if (!common.isEmpty()) {
            conflicts.put(id, common);
          }
          after.put(
              id, owned.with(owned.set().difference(common).difference(comparison.removed())));
        });
    if (!force && !conflicts.isEmpty()) {
      throw new ApplyConflict(conflicts);
    }
    after.values().removeIf(left -> left.set().isEmpty());
    return after;
  }

  private Comparison comparison(
      String version, JsonValue live, JsonValue changed, Comparison byDefault) {
    if (!versions.differs(apiVersion, version)) {
      return byDefault;
    }
    return Comparison.of(
            versions.shape(version),
            versions.converted(live, apiVersion, version, "failed to convert old object"),
            versions.converted(changed, apiVersion, version, "failed to convert new object"))
        .of(owned);
  }

  /// Lays a configuration over an object.
  ///
  /// @param entries the managers before
  /// @param live the object before; that of zero values when it is new
  /// @param zero the object of zero values
  /// @param config what the manager wants to be there
  /// @throws ApplyConflict when it differs from what others manage, and is not to be forced
  /// @throws ShapeException when the configuration does not fit the kind
  /// @throws OtherVersions.Failure when what others own cannot be told in their versions
  public Applied apply(
      List<ManagedFieldsEntry> entries,
      JsonValue live,
      JsonValue zero,
      JsonValue config,
      String manager,
      boolean force) {
    Managers managers = Managers.of(entries);
    if (managers.isEmpty()) {
      managers = update(managers, zero, live, BEFORE_FIRST_APPLY);
    }
    ManagerId id = new ManagerId(manager, ManagerId.APPLY, "", subresource);
    JsonValue merged;
    Managers after;
    try {
      TreeFields.check(shape, config);
      merged = merged(managers, id, live, config);
      after = settle(managers, id, live, merged, config, force);
    } catch (ApplyConflict conflict) {
      if (!manager.equals(KUBECTL)) {
        throw conflict;
      }
      requireLastApplied(conflict, live);
      merged = merged(managers, id, live, config);
      after = settle(managers, id, live, merged, config, true);
    }
    boolean changed = !Comparison.same(live, merged);
    if (manager.equals(KUBECTL) && lastApplied(merged) != null) {
      merged = withLastApplied(merged, config);
      changed = !Comparison.same(live, merged);
    }
    return new Applied(changed ? merged : null, after.entries());
  }

  private JsonValue merged(Managers before, ManagerId id, JsonValue live, JsonValue config) {
    JsonValue merged = TreeMerge.merge(shape, live, config);
    Owned last = before.get(id);
    if (last == null || last.set().isEmpty()) {
      return merged;
    }
    Managers others = new Managers(before);
    others.put(id, new Owned(owned.of(TreeFields.of(shape, config)), apiVersion, null, null));
    return new Removal(versions, shape, apiVersion).apply(merged, last, others);
  }

  private Managers settle(
      Managers before,
      ManagerId id,
      JsonValue live,
      JsonValue merged,
      JsonValue config,
      boolean force) {
    FieldSet set = owned.of(TreeFields.of(shape, config));
    Managers managers = new Managers(before);
    Owned last = before.get(id);
    Owned mine =
        last != null && last.set().equals(set) && last.apiVersion().equals(apiVersion)
            ? last
            : new Owned(set, apiVersion, last == null ? null : last.time(), null);
    managers.put(id, mine);
    Comparison comparison = Comparison.of(shape, live, merged);
    Managers after = take(managers, live, merged, comparison.of(owned), id, force);
    Owned stripped = mine.with(mine.set().difference(UNOWNED));
    if (stripped.set().isEmpty()) {
      after.remove(id);
    } else {
      after.put(id, Comparison.same(live, merged) ? stripped : stripped.at(now()));
    }
    return after;
  }

  /// Throws the conflict again unless all its fields are as the client last applied them itself.
  private void requireLastApplied(ApplyConflict conflict, JsonValue live) {
    String text = lastApplied(live);
    JsonValue applied;
    try {
      applied = text == null ? JsonValue.Null.NULL : JsonValue.parse(text);
    } catch (JsonException e) {
      throw conflict;
    }
    if (!(applied instanceof JsonValue.Obj)) {
      throw conflict;
    }
    Comparison comparison = Comparison.of(shape, applied, live);
    FieldSet allowed =
        TreeFields.of(shape, applied)
            .difference(comparison.changed())
            .difference(comparison.removed());
    Map<ManagerId, FieldSet> left = new HashMap<>();
    conflict
        .fields()
        .forEach(
            (id, set) -> {
              FieldSet remaining = set.difference(allowed);
              if (!remaining.isEmpty()) {
                left.put(id, remaining);
              }
            });
    if (!left.isEmpty()) {
      throw new ApplyConflict(left);
    }
  }

  private static JsonValue.Obj object(JsonValue value) {
    return value instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY;
  }

  private static @Nullable String lastApplied(JsonValue object) {
    JsonValue text = object(object).object("metadata").object("annotations").get(LAST_APPLIED);
    return text instanceof JsonValue.Text(String value) ? value : null;
  }

  private static JsonValue withLastApplied(JsonValue merged, JsonValue config) {
    JsonValue.Obj given = object(config);
    JsonValue.Obj metadata = given.object("metadata");
    if (metadata.has("annotations")) {
      metadata = metadata.with("annotations", metadata.object("annotations").without(LAST_APPLIED));
      given = given.with("metadata", metadata);
    }
    String text = sorted(given).toJsonText() + "\n";
    if (text.length() > ANNOTATIONS_LIMIT) {
      text = "";
    }
    JsonValue.Obj object = object(merged);
    JsonValue.Obj into = object.object("metadata");
    JsonValue.Obj annotations = into.object("annotations").with(LAST_APPLIED, JsonValue.of(text));
    return object.with("metadata", into.with("annotations", annotations));
  }

  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        Map<String, JsonValue> result = new TreeMap<>();
        members.forEach((name, member) -> result.put(name, sorted(member)));
        yield new JsonValue.Obj(result);
      }
      case JsonValue.Array(List<JsonValue> items) ->
          new JsonValue.Array(items.stream().map(FieldOwnership::sorted).toList());
      default -> value;
    };
  }
}
