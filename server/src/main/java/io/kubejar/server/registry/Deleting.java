package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.server.registry.Registry.Deleted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.spi.WriteOptions;
import io.kubejar.server.storage.StoredForm;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an object goes.
final class Deleting<T extends ApiObject> {
  private static final int ATTEMPTS = 100;

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final ObjectWriter<T> writer;
  private final AdmissionChain admission;
  private final List<StatefulRule<T>> rules;
  private final Deletion<T> deletion;
  private final Clock clock;

  Deleting(
      Kind<T> kind,
      StoredForm<T> form,
      ObjectWriter<T> writer,
      AdmissionChain admission,
      List<StatefulRule<T>> rules,
      Deletion<T> deletion,
      Clock clock) {
    this.kind = kind;
    this.form = form;
    this.writer = writer;
    this.admission = admission;
    this.rules = rules;
    this.deletion = deletion;
    this.clock = clock;
  }

  Deleted<T> delete(String namespace, String name, DeleteOptions options, WriteContext context) {
    Deletion.check(options);
    String key = form.key(namespace, name);
    Instant now = clock.instant();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var stored = writer.newest(key);
      if (stored == null) {
        throw Failures.notFound(kind.names(), name);
      }
      deletion.checkPreconditions(stored.object(), options.preconditions());
      admit(stored.object(), context.given(WriteOptions.of(options)));
      var deleted = attempt(stored, options, context.dryRun(), now);
      if (deleted != null) {
        return deleted;
      }
    }
    throw Failures.conflict(
        kind.names(),
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  private void admit(T object, WriteContext context) {
    if (context.admitted()) {
      return;
    }
    var admission =
        new Admission<T>(
            Operation.DELETE,
            kind,
            object.metadata().namespace(),
            object.metadata().name(),
            "",
            null,
            object,
            null,
            context.user(),
            context.dryRun(),
            context.options(),
            context.warnings());
    this.admission.validate(this.admission.admit(admission));
  }

  /// One try; null when another write came in between.
  private @Nullable Deleted<T> attempt(
      CachedObject<T> stored, DeleteOptions options, boolean dryRun, Instant now) {
    return switch (deletion.plan(stored.object(), options, now)) {
      case Deletion.Plan.Wait<T> _ -> new Deleted<>(stored, false);
      case Deletion.Plan.Remove<T> _ -> remove(stored, dryRun);
      case Deletion.Plan.Mark<T>(T object, boolean thenRemove) -> {
        var marked = mark(stored, object, dryRun);
        yield marked == null || !thenRemove
            ? marked == null ? null : new Deleted<>(marked, false)
            : remove(marked, dryRun);
      }
    };
  }

  private @Nullable CachedObject<T> mark(CachedObject<T> stored, T object, boolean dryRun) {
    if (form.at(object, stored.revision()).equals(stored.object())) {
      return stored;
    }
    return dryRun
        ? new CachedObject<>(kind, object, stored.key(), stored.revision())
        : writer.replace(stored, object);
  }

  private @Nullable Deleted<T> remove(CachedObject<T> stored, boolean dryRun) {
    if (dryRun) {
      return new Deleted<>(stored, true);
    }
    var removed = writer.remove(stored);
    if (removed == null) {
      return null;
    }
    rules.forEach(rule -> rule.deleted(stored.object()));
    return new Deleted<>(removed, true);
  }
}
