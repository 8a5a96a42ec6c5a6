package io.kubejar.server.registry;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionCondition;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.api.value.Time;
import io.kubejar.server.spi.Failures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a delete does to an object: remove it, or mark it and wait for its grace period and its
/// finalizers.
final class Deletion<T extends ApiObject> {
  static final String ORPHAN = "orphan";
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
  static final String FOREGROUND = "foregroundDeletion";

  /// What has to be done.
  sealed interface Plan<T> {
    /// Nothing: it is on its way already.
    record Wait<T>() implements Plan<T> {}

    /// It is removed.
    record Remove<T>() implements Plan<T> {}

    /// It is changed, and removed right after when nothing holds it.
    record Mark<T>(T object, boolean thenRemove) implements Plan<T> {}
  }

  private final Kind<T> kind;
  private final KindTraits traits;

  Deletion(Kind<T> kind, KindTraits traits) {
    this.kind = kind;
    this.traits = traits;
  }

  /// Refuses options that make no sense.
  static void check(DeleteOptions options) {
    var errors = new FieldErrors();
    String policy = options.propagationPolicy();
    if (policy != null && options.orphanDependents() != null) {
      errors.invalid(
          Path.of("propagationPolicy"),
          policy,
          "orphanDependents and deletionPropagation cannot be both set");
    }
    if (policy != null && !List.of("Foreground", "Background", "Orphan").contains(policy)) {
      errors.notSupported(
          Path.of("propagationPolicy"),
          policy,
          List.of("Foreground", "Background", "Orphan", "nil"));
    }
    if (options.dryRun().stream().anyMatch(value -> !value.equals("All"))) {
      errors.notSupported(Path.of("dryRun"), options.dryRun(), List.of("All"));
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid("meta.k8s.io", "DeleteOptions", "", errors.toList());
    }
  }

  /// Refuses when the object is not the one the client means.
  void checkPreconditions(T object, @Nullable Preconditions preconditions) {
    if (preconditions == null) {
      return;
    }
    Names names = kind.names();
    ObjectMeta metadata = object.metadata();
    if (object instanceof Namespace) {
      checkNamespace(metadata, preconditions);
      return;
    }
    String uid = preconditions.uid();
    if (uid != null && !uid.equals(metadata.uid())) {
      throw Failures.conflict(
          group(names),
          names.kind(),
          metadata.name(),
          "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
              .formatted(uid, metadata.uid()));
    }
    String version = preconditions.resourceVersion();
    if (version != null && !version.equals(metadata.resourceVersion())) {
      throw Failures.conflict(
          group(names),
          names.kind(),
          metadata.name(),
          "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
              .formatted(version, metadata.resourceVersion()));
    }
  }

  /// The group in which the kind is kept, which for events is always the first they were in.
  private static String group(Names names) {
    return names.group().equals("events.k8s.io") ? "" : names.group();
  }

  /// Namespaces are compared where they are stored, which tells it in other words.
  private void checkNamespace(ObjectMeta metadata, Preconditions preconditions) {
    String uid = preconditions.uid();
    String version = preconditions.resourceVersion();
    String what;
    if (uid != null && !uid.equals(metadata.uid())) {
      what = "UID in precondition: %s, UID in object meta: %s".formatted(uid, metadata.uid());
    } else if (version != null && !version.equals(metadata.resourceVersion())) {
      what =
          "ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
              .formatted(version, metadata.resourceVersion());
    } else {
      return;
    }
    throw Failures.conflict(kind.names(), metadata.name(), "Precondition failed: " + what);
  }

  Plan<T> plan(T object, DeleteOptions options, Instant now) {
    return switch (object) {
      case Namespace namespace -> planNamespace(object, namespace, options, now);
      case CustomResourceDefinition definition -> planDefinition(object, definition, options, now);
      case Pod pod -> planGraceful(object, pod, options, now);
      default -> planOrdinary(object, options, now);
    };
  }

  /// A definition waits until its objects are gone.
  @SuppressWarnings("unchecked") // the object is the definition
  private Plan<T> planDefinition(
      T object, CustomResourceDefinition definition, DeleteOptions options, Instant now) {
    if (definition.metadata().deletionTimestamp() != null) {
      return planOrdinary(object, options, now);
    }
    List<String> finalizers = new ArrayList<>(definition.metadata().finalizers());
    if (!finalizers.contains(CLEANUP)) {
      finalizers.add(CLEANUP);
    }
    List<CustomResourceDefinitionCondition> conditions =
        new ArrayList<>(definition.status().conditions());
    conditions.add(
        CustomResourceDefinitionCondition.builder()
            .type("Terminating")
            .status("True")
            .lastTransitionTime(new Time(now))
            .reason("InstanceDeletionPending")
            .message(
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin"
                    + " soon")
            .build());
    return new Plan.Mark<>(
        (T)
            definition.with(
                d ->
                    d.metadata(m -> m.deletionTimestamp(new Time(now)).finalizers(finalizers))
                        .status(s -> s.conditions(conditions))),
        false);
  }

  private Plan<T> planOrdinary(T object, DeleteOptions options, Instant now) {
    ObjectMeta metadata = object.metadata();
    List<String> finalizers = finalizers(metadata.finalizers(), options);
    if (finalizers.isEmpty()) {
      return new Plan.Remove<>();
    }
    return new Plan.Mark<>(
        kind.withMetadata(
            object,
            marked(metadata, now).toBuilder()
                .finalizers(finalizers)
                .deletionGracePeriodSeconds(0L)
                .build()),
        false);
  }

  /// The metadata with a deletion timestamp that is not in the future.
  private static ObjectMeta marked(ObjectMeta metadata, Instant now) {
    Time time = metadata.deletionTimestamp();
    var draft = metadata.toBuilder();
    if (time == null && metadata.generation() > 0) {
      draft.generation(metadata.generation() + 1);
    }
    if (time == null || time.instant().isAfter(now)) {
      draft.deletionTimestamp(new Time(now));
    }
    return draft.build();
  }

  private Plan<T> planGraceful(T object, Pod pod, DeleteOptions options, Instant now) {
    ObjectMeta metadata = object.metadata();
    Time time = metadata.deletionTimestamp();
    Long asked = options.gracePeriodSeconds();
    long grace;
    ObjectMeta marked;
    if (time != null) {
      Long pending = metadata.deletionGracePeriodSeconds();
      if (pending == null || pending == 0) {
        return planOrdinary(object, options, now);
      }
      if (asked == null || asked >= pending) {
        return new Plan.Wait<>();
      }
      grace = asked < 0 ? 1 : asked;
      marked =
          metadata.toBuilder()
              .deletionTimestamp(new Time(time.instant().minusSeconds(pending - grace)))
              .deletionGracePeriodSeconds(grace)
              .build();
    } else {
      grace = grace(pod, asked);
      var draft =
          metadata.toBuilder()
              .deletionTimestamp(new Time(now.plusSeconds(grace)))
              .deletionGracePeriodSeconds(grace);
      if (metadata.generation() > 0) {
        draft.generation(metadata.generation() + 1);
      }
      marked = draft.build();
    }
    List<String> finalizers = finalizers(metadata.finalizers(), options);
    T changed = kind.withMetadata(object, marked.toBuilder().finalizers(finalizers).build());
    return new Plan.Mark<>(changed, grace == 0 && finalizers.isEmpty());
  }

  private static long grace(Pod pod, @Nullable Long asked) {
    var spec = pod.spec();
    String phase = pod.status().phase();
    if (spec.nodeName().isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
      return 0;
    }
    Long own = spec.terminationGracePeriodSeconds();
    long grace = asked != null ? asked : own != null ? own : 0;
    return grace < 0 ? 1 : grace;
  }

  @SuppressWarnings("unchecked") // the object is the namespace
  private Plan<T> planNamespace(T object, Namespace namespace, DeleteOptions options, Instant now) {
    if (namespace.metadata().deletionTimestamp() == null) {
      List<String> finalizers = new ArrayList<>(namespace.metadata().finalizers());
      if (options.propagationPolicy() != null || options.orphanDependents() != null) {
        finalizers.remove(ORPHAN);
        if (orphans(finalizers, options)) {
          finalizers.add(ORPHAN);
        }
      }
      Namespace terminating =
          namespace.with(
              b ->
                  b.metadata(m -> m.deletionTimestamp(new Time(now)).finalizers(finalizers))
                      .status(s -> s.phase("Terminating")));
      boolean free = finalizers.isEmpty() && namespace.spec().finalizers().isEmpty();
      return new Plan.Mark<>((T) terminating, free);
    }
    if (!namespace.spec().finalizers().isEmpty()) {
      return new Plan.Wait<>();
    }
    return planOrdinary(object, options, now);
  }

  /// Whether an updated object has nothing left to wait for and goes.
  boolean isFinished(T object) {
    ObjectMeta metadata = object.metadata();
    Long grace = metadata.deletionGracePeriodSeconds();
    return metadata.deletionTimestamp() != null
        && metadata.finalizers().isEmpty()
        && (grace == null || grace == 0)
        && !(object instanceof Namespace namespace && !namespace.spec().finalizers().isEmpty());
  }

  private List<String> finalizers(List<String> present, DeleteOptions options) {
    boolean orphan = orphans(present, options);
    boolean foreground = foreground(present, options);
    var result = new ArrayList<String>(present);
    result.removeIf(finalizer -> finalizer.equals(ORPHAN) || finalizer.equals(FOREGROUND));
    if (orphan) {
      result.add(ORPHAN);
    }
    if (foreground) {
      result.add(FOREGROUND);
    }
    return result;
  }

  private boolean orphans(List<String> present, DeleteOptions options) {
    Boolean orphan = options.orphanDependents();
    if (orphan != null) {
      return orphan;
    }
    String policy = options.propagationPolicy();
    if (policy != null) {
      return policy.equals("Orphan");
    }
    for (String finalizer : present) {
      if (finalizer.equals(ORPHAN) || finalizer.equals(FOREGROUND)) {
        return finalizer.equals(ORPHAN);
      }
    }
    return traits.orphansByDefault();
  }

  private static boolean foreground(List<String> present, DeleteOptions options) {
    if (options.orphanDependents() != null) {
      return false;
    }
    String policy = options.propagationPolicy();
    if (policy != null) {
      return policy.equals("Foreground");
    }
    for (String finalizer : present) {
      if (finalizer.equals(ORPHAN) || finalizer.equals(FOREGROUND)) {
        return finalizer.equals(FOREGROUND);
      }
    }
    return false;
  }
}
