package io.kubejar.server.registry;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.features.FeatureMembers;
import io.kubejar.server.registry.Registry.Updated;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Integers;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.storage.StoredForm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How an object changes: the new state is made from the newest stored one, checked, and stored if
/// that is still the newest; otherwise all over again.
final class Updating<T extends ApiObject> {
  private static final int ATTEMPTS = 100;
  private static final String MODIFIED =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final Kind<T> kind;
  private final KindTraits traits;
  private final StoredForm<T> form;
  private final ObjectWriter<T> writer;
  private final FieldTracking<T> fields;
  private final AdmissionChain admission;
  private final List<StatefulRule<T>> rules;
  private final Creation<T> creation;
  private final Deletion<T> deletion;
  private final FeatureMembers features;
  private final Clock clock;

  Updating(
      Kind<T> kind,
      StoredForm<T> form,
      ObjectWriter<T> writer,
      FieldTracking<T> fields,
      AdmissionChain admission,
      List<StatefulRule<T>> rules,
      Creation<T> creation,
      Deletion<T> deletion,
      FeatureMembers features,
      Clock clock) {
    this.kind = kind;
    this.traits = KindTraits.of(kind.names());
    this.form = form;
    this.writer = writer;
    this.fields = fields;
    this.admission = admission;
    this.rules = rules;
    this.creation = creation;
    this.deletion = deletion;
    this.features = features;
    this.clock = clock;
  }

  Updated<T> replace(
      Aspect<T> aspect, String namespace, String name, T given, WriteContext context) {
    T object = RequestChecks.inNamespace(kind, namespace, RequestChecks.named(name, given));
    String key = form.key(namespace, name);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var old = writer.newest(key);
      if (old == null) {
        if (!(traits.createOnUpdate() || kind.createsOnUpdate())) {
          throw Failures.notFound(kind.names(), name);
        }
        return new Updated<>(createInstead(aspect, namespace, object, context), true);
      }
      checkSame(object.metadata(), old.object().metadata());
      var updated = attempt(aspect, old, object, context, this::tracked);
      if (updated != null) {
        return new Updated<>(updated, false);
      }
    }
    throw Failures.conflict(kind.names(), name, MODIFIED);
  }

  private CachedObject<T> createInstead(
      Aspect<T> aspect, String namespace, T object, WriteContext context) {
    if (!object.metadata().resourceVersion().isEmpty()) {
      throw Failures.conflict(
          kind.names(),
          object.metadata().name(),
          uidMismatch(namespace, object.metadata().name(), object.metadata().uid(), ""));
    }
    return creation.create(aspect, namespace, object, context);
  }

  CachedObject<T> change(
      Aspect<T> aspect,
      String namespace,
      String name,
      UnaryOperator<T> change,
      WriteContext context) {
    String key = form.key(namespace, name);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var old = writer.newest(key);
      if (old == null) {
        throw Failures.notFound(kind.names(), name);
      }
      T object = checked(namespace, name, change.apply(old.object()), old);
      var updated = attempt(aspect, old, object, context, this::tracked);
      if (updated != null) {
        return updated;
      }
    }
    throw Failures.conflict(kind.names(), name, MODIFIED);
  }

  Updated<T> apply(
      Aspect<T> aspect,
      String namespace,
      String name,
      Configuration configuration,
      WriteContext context,
      Runnable mayCreate) {
    String key = form.key(namespace, name);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var old = writer.newest(key);
      if (old == null) {
        T object = fields.applied(aspect, null, configuration, context);
        return new Updated<>(
            createApplied(aspect, namespace, name, object, context, mayCreate), true);
      }
      T applied = fields.applied(aspect, old.object(), configuration, context);
      T object = checked(namespace, name, applied, old);
      var updated = attempt(aspect, old, object, context, (_, given, _, _) -> given);
      if (updated != null) {
        return new Updated<>(updated, false);
      }
    }
    throw Failures.conflict(kind.names(), name, MODIFIED);
  }

  private CachedObject<T> createApplied(
      Aspect<T> aspect,
      String namespace,
      String name,
      T given,
      WriteContext context,
      Runnable mayCreate) {
    String uid = given.metadata().uid();
    if (!uid.isEmpty()) {
      throw Failures.conflict(
          kind.names(),
          name,
          "uid mismatch: the provided object specified uid %s, and no existing object was found"
              .formatted(uid));
    }
    T object = RequestChecks.inNamespace(kind, namespace, RequestChecks.named(name, given));
    if (!aspect.subresource().isEmpty()) {
      throw Failures.notFound(kind.names(), name);
    }
    mayCreate.run();
    return creation.create(aspect, namespace, object, context.managedBy(null));
  }

  /// The changed object, if it is the one of the request and of the newest revision.
  private T checked(String namespace, String name, T changed, CachedObject<T> old) {
    T object = RequestChecks.inNamespace(kind, namespace, RequestChecks.named(name, changed));
    if (object.metadata().resourceVersion().isEmpty()) {
      object = form.at(object, old.revision());
    }
    checkRevision(object.metadata(), old.object().metadata());
    return object;
  }

  /// How the owners of an object's fields follow from a change.
  private interface Owners<T extends ApiObject> {
    T settle(Aspect<T> aspect, T object, T old, WriteContext context);
  }

  private T tracked(Aspect<T> aspect, T object, T old, WriteContext context) {
    return fields.updated(aspect, object, old, context);
  }

  private void checkSame(ObjectMeta given, ObjectMeta old) {
    if (!given.uid().isEmpty() && !given.uid().equals(old.uid())) {
      throw Failures.conflict(
          kind.names(),
          old.name(),
          uidMismatch(old.namespace(), old.name(), given.uid(), old.uid()));
    }
    if (given.resourceVersion().isEmpty() || given.resourceVersion().equals("0")) {
      if (!traits.unconditionalUpdate() || !kind.allowsUnconditionalUpdate()) {
        var errors = new FieldErrors();
        errors.invalid(
            Path.of("metadata", "resourceVersion"), 0, "must be specified for an update");
        throw Failures.invalid(
            kind.names().group(), kind.names().plural(), old.name(), errors.toList());
      }
      return;
    }
    checkRevision(given, old);
  }

  private String uidMismatch(String namespace, String name, String given, String stored) {
    return "StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object meta: %s"
        .formatted(form.key(namespace, name), given, stored);
  }

  private void checkRevision(ObjectMeta given, ObjectMeta old) {
    String version = given.resourceVersion();
    if (!version.equals(old.resourceVersion())) {
      checkNumber(version);
      throw Failures.conflict(kind.names(), old.name(), MODIFIED);
    }
  }

  private static void checkNumber(String version) {
    try {
      Integers.unsigned(version);
    } catch (NumberFormatException e) {
      throw Failures.failure(500, "", String.valueOf(e.getMessage()), null);
    }
  }

  /// One try; null when another write came in between.
  private @Nullable CachedObject<T> attempt(
      Aspect<T> aspect, CachedObject<T> stored, T given, WriteContext context, Owners<T> owners)
      throws ApiException {
    T old = stored.object();
    ObjectMeta metadata = old.metadata();
    T filled = kind.defaults(given);
    T complete =
        kind.withMetadata(
            filled,
            MetadataTidying.withDistinctOwners(
                repaired(filled.metadata(), metadata), context.warnings()));
    T object = owners.settle(aspect, complete, old, context);
    var change =
        new Admission<>(
            Operation.UPDATE,
            kind,
            metadata.namespace(),
            metadata.name(),
            aspect.subresource(),
            object,
            old,
            null,
            context.user(),
            context.dryRun(),
            context.options(),
            context.warnings());
    var admitted = context.admitted() ? change : admission.admit(change);
    T admittedObject = admitted.object();
    if (admittedObject == null) {
      throw new IllegalStateException("admission lost the object");
    }
    object =
        RequestChecks.inNamespace(
            kind, metadata.namespace(), fields.admitted(admittedObject, object, context));
    if (!object.metadata().resourceVersion().isEmpty()) {
      checkRevision(object.metadata(), metadata);
    }
    boolean main = aspect.subresource().isEmpty();
    try (var reservations = new Reservations<>(rules, context.dryRun())) {
      if (main) {
        object = reservations.update(object, old);
      }
      T enabled = features.enabled(kind.codec(), object, old);
      object = fields.carried(aspect.prepare(enabled, old, clock.instant()), object);
      object = withGeneration(object, old, aspect, context);
      List<FieldError> found = aspect.validate(object, old, features::isOn);
      var errors =
          new ArrayList<>(
              context.admitted() ? found : admission.check(admitted.withObject(object), found));
      if (main) {
        for (StatefulRule<T> rule : rules) {
          errors.addAll(rule.validate(object, old));
        }
      }
      if (!errors.isEmpty()) {
        throw Failures.invalid(kind.names(), metadata.name(), errors);
      }
      context.warnings().addAll(main ? kind.warningsOnUpdate(object, old) : List.of());
      if (!context.admitted()) {
        admission.validate(admitted.withObject(object));
      }
      var result = store(stored, object, context);
      if (result != null && !context.dryRun()) {
        reservations.stored();
      }
      return result;
    }
  }

  private @Nullable CachedObject<T> store(CachedObject<T> stored, T given, WriteContext context) {
    T old = stored.object();
    T object = fields.withoutNewTimes(given, old);
    T comparable = form.at(object, stored.revision());
    if (comparable.equals(old)) {
      return stored;
    }
    if (deletion.isFinished(object)) {
      if (!context.dryRun()) {
        if (writer.remove(stored) == null) {
          return null;
        }
        rules.forEach(rule -> rule.deleted(old));
      }
      return new CachedObject<>(kind, comparable, stored.key(), stored.revision());
    }
    if (context.dryRun()) {
      return new CachedObject<>(kind, comparable, stored.key(), stored.revision());
    }
    return writer.replace(stored, object);
  }

  private T withGeneration(T object, T old, Aspect<T> aspect, WriteContext context) {
    boolean raises =
        aspect.raisesGeneration()
            && (kind.raisesGeneration(object, old) || fields.sentEmpty(context));
    long generation = old.metadata().generation() + (raises ? 1 : 0);
    return object.metadata().generation() == generation
        ? object
        : kind.withMetadata(object, object.metadata().toBuilder().generation(generation).build());
  }

  /// The given metadata with what a client need not, or cannot, say.
  private static ObjectMeta repaired(ObjectMeta given, ObjectMeta old) {
    return ObjectMetaValidation.repaired(given, old).toBuilder()
        .selfLink("")
        .generation(old.generation())
        .resourceVersion(old.resourceVersion())
        .build();
  }
}
