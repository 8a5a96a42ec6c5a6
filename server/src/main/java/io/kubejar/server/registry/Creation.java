package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Time;
import io.kubejar.server.features.FeatureMembers;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.storage.StoredForm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// How a new object comes to be: named, completed, checked, stored.
final class Creation<T extends ApiObject> {
  private static final int NAME_ATTEMPTS = 8;

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final ObjectWriter<T> writer;
  private final FieldTracking<T> fields;
  private final AdmissionChain admission;
  private final List<StatefulRule<T>> rules;
  private final FeatureMembers features;
  private final Clock clock;
  private final NameGenerator names;

  Creation(
      Kind<T> kind,
      StoredForm<T> form,
      ObjectWriter<T> writer,
      FieldTracking<T> fields,
      AdmissionChain admission,
      List<StatefulRule<T>> rules,
      FeatureMembers features,
      Clock clock,
      NameGenerator names) {
    this.kind = kind;
    this.form = form;
    this.writer = writer;
    this.fields = fields;
    this.admission = admission;
    this.rules = rules;
    this.features = features;
    this.clock = clock;
    this.names = names;
  }

  /// @param aspect the part as which the object was sent
  CachedObject<T> create(Aspect<T> aspect, String namespace, T given, WriteContext context) {
    T object = RequestChecks.inNamespace(kind, namespace, given);
    ObjectMeta metadata = object.metadata();
    boolean generated = metadata.name().isEmpty() && !metadata.generateName().isEmpty();
    for (int attempt = 1; ; attempt++) {
      try {
        return createOnce(aspect, namespace, object, context);
      } catch (ApiException e) {
        if (!generated || !e.isAlreadyExists() || attempt == NAME_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private CachedObject<T> createOnce(
      Aspect<T> aspect, String namespace, T given, WriteContext context) {
    T complete =
        kind.defaults(
            kind.withMetadata(
                given,
                MetadataTidying.withDistinctOwners(
                    withoutSystemFields(given.metadata()), context.warnings())));
    T object = fields.created(aspect, complete, context);
    var admitted =
        admission.admit(
            new Admission<>(
                Operation.CREATE,
                kind,
                namespace,
                object.metadata().name(),
                "",
                object,
                null,
                null,
                context.user(),
                context.dryRun(),
                context.options(),
                context.warnings()));
    object =
        named(
            RequestChecks.inNamespace(
                kind, namespace, fields.admitted(require(admitted), object, context)));
    admitted = admitted.of(object.metadata().name());
    // Through a subresource it takes nothing that stateful rules would reserve.
    boolean whole = aspect.subresource().isEmpty();
    try (var reservations = new Reservations<>(whole ? rules : List.of(), context.dryRun())) {
      object = reservations.create(object);
      object = prepared(object);
      var errors =
          new ArrayList<>(
              admission.check(
                  admitted.withObject(object), Validation.create(kind, object, features::isOn)));
      for (StatefulRule<T> rule : rules) {
        errors.addAll(rule.validate(object, null));
      }
      if (!errors.isEmpty()) {
        throw Failures.invalid(kind.names(), object.metadata().name(), errors);
      }
      if (!object.metadata().resourceVersion().isEmpty()) {
        throw Failures.failure(
            500, "", "resourceVersion should not be set on objects to be created", null);
      }
      context.warnings().addAll(kind.warnings(object));
      admission.validate(admitted.withObject(object));
      var stored = store(namespace, object, context);
      if (!context.dryRun()) {
        reservations.stored();
      }
      return stored;
    }
  }

  private CachedObject<T> store(String namespace, T object, WriteContext context) {
    String name = object.metadata().name();
    String key = form.key(namespace, name);
    if (context.dryRun()) {
      if (writer.newest(key) != null) {
        throw Failures.alreadyExists(kind.names(), name);
      }
      return new CachedObject<>(kind, object, key, 0);
    }
    var stored = writer.create(key, object);
    if (stored == null) {
      throw Failures.alreadyExists(kind.names(), name);
    }
    return stored;
  }

  /// The metadata without what only the server says.
  private static ObjectMeta withoutSystemFields(ObjectMeta metadata) {
    return metadata.toBuilder()
        .uid("")
        .creationTimestamp(null)
        .deletionTimestamp(null)
        .deletionGracePeriodSeconds(null)
        .selfLink("")
        .build();
  }

  /// The object with what the server sets, which mutating admission does not see yet: uid, time and
  /// a name; what follows from a generated one is not the client's.
  private T named(T object) {
    ObjectMeta metadata = object.metadata();
    var completed =
        metadata.toBuilder()
            .uid(UUID.randomUUID().toString())
            .creationTimestamp(new Time(clock.instant()));
    if (!metadata.name().isEmpty() || metadata.generateName().isEmpty()) {
      return kind.withMetadata(object, completed.build());
    }
    String name = names.generate(metadata.generateName());
    return kind.defaults(kind.withMetadata(object, completed.name(name).build()));
  }

  private T prepared(T object) {
    T numbered =
        kind.hasGeneration()
            ? kind.withMetadata(
                object, object.metadata().toBuilder().generation(kind.firstGeneration()).build())
            : object;
    return kind.prepareCreate(features.enabled(kind.codec(), numbered, null));
  }

  private static <T extends ApiObject> T require(Admission<T> admission) {
    T object = admission.object();
    if (object == null) {
      throw new IllegalStateException("admission lost the object");
    }
    return object;
  }
}
