package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.wire.apply.FieldOwnership;
import io.kubejar.wire.apply.OtherVersions;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps `metadata.managedFields` of a kind's objects: who owns which fields.
///
/// A write that changes nothing is recognised by comparing records, before any of them is looked
/// into.
final class FieldTracking<T extends ApiObject> {
  private static final ManagedFieldsEntry RESET = ManagedFieldsEntry.builder().build();

  private final Kind<T> kind;
  private final Supplier<Shape> shape;
  private final Clock clock;
  private final JsonValue zero;
  private final Map<String, FieldOwnership> rules = new ConcurrentHashMap<>();

  /// @param shape how apply sees objects of the kind; asked anew for each kind of write
  FieldTracking(Kind<T> kind, Supplier<Shape> shape, Clock clock) {
    this.kind = kind;
    this.shape = shape;
    this.clock = clock;
    this.zero = JsonEncoder.tree(kind.codec(), kind.codec().zero());
  }

  private FieldOwnership rules(Aspect<T> aspect) {
    return rules.computeIfAbsent(
        aspect.subresource(),
        subresource ->
            new FieldOwnership(
                shape.get(),
                kind.names().apiVersion(),
                subresource,
                aspect.changeable(kind),
                clock,
                kind instanceof CustomKind custom ? custom.versions() : OtherVersions.SAME));
  }

  /// A new object with the writer as the owner of all its fields.
  T created(Aspect<T> aspect, T object, WriteContext context) {
    List<ManagedFieldsEntry> given = object.metadata().managedFields();
    String manager = context.manager();
    if (manager == null) {
      return with(object, MetadataTidying.managedFields(given, List.of()));
    }
    List<ManagedFieldsEntry> before = isReset(given) ? List.of() : FieldOwnership.readable(given);
    T bare = with(object, List.of());
    if (!before.isEmpty()) {
      JsonValue sent = context.sent().completed(tree(bare));
      return with(bare, owners(aspect, before, zero, sent, manager));
    }
    if (context.sent().maySayMore()) {
      JsonValue sent = context.sent().completed(tree(bare));
      return with(
          bare,
          rules(aspect)
              .created(zero, out -> JsonValueCodec.INSTANCE.write(out, sent), () -> sent, manager));
    }
    return with(
        bare,
        rules(aspect)
            .created(zero, out -> kind.codec().writeTyped(out, bare), () -> tree(bare), manager));
  }

  /// The owners after an update; nobody when they cannot be told, so that nothing wrong is kept.
  private List<ManagedFieldsEntry> owners(
      Aspect<T> aspect,
      List<ManagedFieldsEntry> before,
      JsonValue old,
      JsonValue changed,
      String manager) {
    try {
      return rules(aspect).update(before, old, changed, manager);
    } catch (OtherVersions.Failure e) {
      return List.of();
    }
  }

  /// A changed object with the writer as the owner of what it changed.
  T updated(Aspect<T> aspect, T object, T old, WriteContext context) {
    List<ManagedFieldsEntry> stored = old.metadata().managedFields();
    List<ManagedFieldsEntry> given = object.metadata().managedFields();
    String manager = context.manager();
    if (manager == null) {
      return with(object, MetadataTidying.managedFields(given, stored));
    }
    List<ManagedFieldsEntry> before = before(aspect, given, stored);
    boolean unchanged = isUnchanged(object, old);
    if (before.isEmpty() || unchanged && !context.sent().maySayMore()) {
      return with(object, before);
    }
    T bare = with(object, List.of());
    JsonValue tree = tree(bare);
    JsonValue sent = context.sent().completed(tree);
    if (unchanged && sent.equals(tree)) {
      return with(object, before);
    }
    return with(bare, owners(aspect, before, tree(with(old, List.of())), sent, manager));
  }

  /// The owners that an update starts from: those it was sent with when they make sense, and those
  /// stored otherwise. An object that has none stays without.
  private List<ManagedFieldsEntry> before(
      Aspect<T> aspect, List<ManagedFieldsEntry> given, List<ManagedFieldsEntry> stored) {
    if (given.equals(stored) || !aspect.subresource().isEmpty()) {
      return FieldOwnership.readable(stored);
    }
    if (isReset(given)) {
      return List.of();
    }
    return FieldOwnership.readable(given).isEmpty()
        ? FieldOwnership.readable(stored)
        : FieldOwnership.tidied(given);
  }

  private static boolean isReset(List<ManagedFieldsEntry> entries) {
    return entries.size() == 1 && entries.getFirst().equals(RESET);
  }

  /// Whether an update changes nothing but, maybe, the owners.
  private boolean isUnchanged(T object, T old) {
    ObjectMeta metadata = old.metadata();
    return kind.withMetadata(
            object,
            object.metadata().toBuilder()
                .managedFields(metadata.managedFields())
                .resourceVersion(metadata.resourceVersion())
                .generation(metadata.generation())
                .build())
        .equals(old);
  }

  /// The object with a configuration laid over it.
  ///
  /// @param old the object as it is; null when it is not there
  T applied(Aspect<T> aspect, @Nullable T old, Configuration config, WriteContext context)
      throws ApiException {
    List<ManagedFieldsEntry> stored = old == null ? List.of() : old.metadata().managedFields();
    JsonValue live = old == null ? zero : tree(with(old, List.of()));
    FieldOwnership.Applied applied =
        config.apply(
            kind.codec(), rules(aspect), stored, live, zero, String.valueOf(context.manager()));
    JsonValue changed = applied.object();
    if (changed != null) {
      context.sent().is(changed);
    }
    T object =
        changed == null && old != null
            ? old
            : config.decode(kind.codec(), changed == null ? live : changed);
    return with(object, applied.entries());
  }

  /// The object with the owners it had when nothing but times differs in it and them.
  T withoutNewTimes(T object, T old) {
    List<ManagedFieldsEntry> now = object.metadata().managedFields();
    List<ManagedFieldsEntry> before = old.metadata().managedFields();
    return !now.equals(before) && timeless(now).equals(timeless(before)) && isUnchanged(object, old)
        ? with(object, before)
        : object;
  }

  private static List<ManagedFieldsEntry> timeless(List<ManagedFieldsEntry> entries) {
    return entries.stream().map(entry -> entry.toBuilder().time(null).build()).toList();
  }

  /// The object as admission left it, but with sound owners; a warning says when they were not.
  T admitted(T object, T before, WriteContext context) {
    List<ManagedFieldsEntry> entries = object.metadata().managedFields();
    if (entries.equals(before.metadata().managedFields())) {
      return object;
    }
    try {
      FieldOwnership.check(entries);
      return object;
    } catch (IllegalArgumentException e) {
      context
          .warnings()
          .add(
              ".metadata.managedFields was in an invalid state after admission; this could be"
                  + " caused by an outdated mutating admission controller; please fix your"
                  + " requests: "
                  + e.getMessage());
      return with(object, before.metadata().managedFields());
    }
  }

  /// Whether the write has an empty list or map in a part of the kind that is compared exactly.
  boolean sentEmpty(WriteContext context) {
    List<String> exact = kind.exactlyCompared();
    return !exact.isEmpty() && context.sent().hasEmptyBelow(shape.get(), exact);
  }

  /// The prepared object with the owners that were found before.
  T carried(T prepared, T tracked) {
    return with(prepared, tracked.metadata().managedFields());
  }

  private JsonValue tree(T object) {
    return JsonEncoder.tree(kind.codec(), object);
  }

  private T with(T object, List<ManagedFieldsEntry> entries) {
    ObjectMeta metadata = object.metadata();
    return metadata.managedFields().equals(entries)
        ? object
        : kind.withMetadata(object, metadata.toBuilder().managedFields(entries).build());
  }
}
