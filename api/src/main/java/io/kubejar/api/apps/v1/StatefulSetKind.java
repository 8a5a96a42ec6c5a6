package io.kubejar.api.apps.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.NumberOrPercent;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.PodDefaults;
import io.kubejar.api.core.v1.PodTemplateColumns;
import io.kubejar.api.core.v1.PodValidation;
import io.kubejar.api.core.v1.PodWarnings;
import io.kubejar.api.core.v1.SelectedTemplate;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.StatusCounts;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.IntOrString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The `statefulsets` resource: names and rules of [StatefulSet].
public final class StatefulSetKind implements Kind<StatefulSet> {
  public static final StatefulSetKind STATEFUL_SET = new StatefulSetKind();

  private static final Names NAMES =
      Names.of("apps", "v1", "StatefulSet", "statefulsets")
          .namespaced()
          .shortNames("sts")
          .categories("all")
          .stored("/registry/statefulsets/", "H+vl74LkKdo=")
          .subresource(
              "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private static final String WHOLE = "status.replicas";

  private StatefulSetKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<StatefulSet> codec() {
    return StatefulSetCodec.INSTANCE;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public StatefulSet defaults(StatefulSet given) {
    StatefulSetSpec spec = given.spec();
    StatefulSetPersistentVolumeClaimRetentionPolicy retention =
        orElse(
            spec.persistentVolumeClaimRetentionPolicy(),
            StatefulSetPersistentVolumeClaimRetentionPolicy.builder().build());
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.replicas(orElse(spec.replicas(), 1))
                        .template(PodDefaults.of(spec.template()))
                        .podManagementPolicy(orElse(spec.podManagementPolicy(), "OrderedReady"))
                        .updateStrategy(defaults(spec.updateStrategy()))
                        .revisionHistoryLimit(orElse(spec.revisionHistoryLimit(), 10))
                        .persistentVolumeClaimRetentionPolicy(
                            retention.with(
                                r ->
                                    r.whenDeleted(orElse(retention.whenDeleted(), "Retain"))
                                        .whenScaled(orElse(retention.whenScaled(), "Retain"))))
                        .volumeClaimTemplates(
                            each(
                                spec.volumeClaimTemplates(),
                                PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM::defaults))));
  }

  private static StatefulSetUpdateStrategy defaults(StatefulSetUpdateStrategy given) {
    String type = orElse(given.type(), "RollingUpdate");
    RollingUpdateStatefulSetStrategy rolling = given.rollingUpdate();
    if (!type.equals("RollingUpdate")) {
      return given;
    }
    RollingUpdateStatefulSetStrategy known =
        orElse(rolling, RollingUpdateStatefulSetStrategy.builder().build());
    return given.with(
        draft ->
            draft
                .type(type)
                .rollingUpdate(known.with(r -> r.partition(orElse(known.partition(), 0)))));
  }

  @Override
  public void validate(StatefulSet object, FieldErrors errors) {
    validate(object, null, errors);
  }

  /// What older servers let pass stays as long as it is not changed.
  private static void validate(StatefulSet object, @Nullable StatefulSet old, FieldErrors errors) {
    Path path = Path.of("spec");
    StatefulSetSpec spec = object.spec();
    if (!spec.podManagementPolicy().equals("OrderedReady")
        && !spec.podManagementPolicy().equals("Parallel")) {
      if (spec.podManagementPolicy().isEmpty()) {
        errors.required(path.child("podManagementPolicy"));
      } else {
        errors.invalid(
            path.child("podManagementPolicy"),
            spec.podManagementPolicy(),
            "must be 'OrderedReady' or 'Parallel'");
      }
    }
    validate(spec.updateStrategy(), path.child("updateStrategy"), errors);
    validate(
        spec.persistentVolumeClaimRetentionPolicy(),
        path.child("persistentVolumeClaimRetentionPolicy"),
        errors);
    errors.nonNegative(path.child("replicas"), spec.replicas());
    errors.nonNegative(path.child("minReadySeconds"), spec.minReadySeconds());
    if (old == null
        || !Objects.equals(spec.revisionHistoryLimit(), old.spec().revisionHistoryLimit())) {
      errors.nonNegative(path.child("revisionHistoryLimit"), spec.revisionHistoryLimit());
    }
    if (old == null && !spec.serviceName().isEmpty()) {
      errors.invalid(
          path.child("serviceName"), spec.serviceName(), Formats.dnsLabel(spec.serviceName()));
    }
    StatefulSetOrdinals ordinals = spec.ordinals();
    if (ordinals != null) {
      errors.nonNegative(path.child("ordinals").child("start"), ordinals.start());
    }
    SelectedTemplate.check(spec.selector(), spec.template(), "statefulset", path, errors);
    PodValidation.checkTemplate(spec.template(), path.child("template"), errors);
    PodValidation.checkAlwaysRestarts(spec.template(), path.child("template"), errors);
    if (spec.template().spec().activeDeadlineSeconds() != null) {
      errors.forbidden(
          path.child("template").child("spec").child("activeDeadlineSeconds"),
          "activeDeadlineSeconds in StatefulSet is not Supported");
    }
  }

  private static void validate(StatefulSetUpdateStrategy strategy, Path path, FieldErrors errors) {
    RollingUpdateStatefulSetStrategy rolling = strategy.rollingUpdate();
    Path at = path.child("rollingUpdate");
    switch (strategy.type()) {
      case "" -> errors.required(path);
      case "OnDelete" -> {
        if (rolling != null) {
          errors.invalid(
              at, FieldErrors.plain(rolling), "only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      case "RollingUpdate" -> {
        if (rolling != null) {
          errors.nonNegative(at.child("partition"), rolling.partition());
          IntOrString unavailable = rolling.maxUnavailable();
          if (unavailable != null) {
            NumberOrPercent.check(unavailable, at.child("maxUnavailable"), errors);
            NumberOrPercent.checkAtMostAll(unavailable, at.child("maxUnavailable"), errors);
            if (NumberOrPercent.number(unavailable) == 0) {
              errors.invalid(at.child("maxUnavailable"), unavailable, "cannot be 0");
            }
          }
        }
      }
      default ->
          errors.invalid(
              path, FieldErrors.plain(strategy), "must be 'RollingUpdate' or 'OnDelete'");
    }
  }

  private static void validate(
      @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy policy,
      Path path,
      FieldErrors errors) {
    List<String> supported = List.of("Retain", "Delete");
    if (policy != null) {
      if (!supported.contains(policy.whenDeleted())) {
        errors.notSupported(path.child("whenDeleted"), policy.whenDeleted(), supported);
      }
      if (!supported.contains(policy.whenScaled())) {
        errors.notSupported(path.child("whenScaled"), policy.whenScaled(), supported);
      }
    }
  }

  @Override
  public void validateUpdate(StatefulSet object, StatefulSet old, FieldErrors errors) {
    validate(object, old, errors);
    StatefulSetSpec before = old.spec();
    StatefulSetSpec fixed =
        object
            .spec()
            .with(
                draft ->
                    draft
                        .replicas(before.replicas())
                        .ordinals(before.ordinals())
                        .template(before.template())
                        .updateStrategy(before.updateStrategy())
                        .minReadySeconds(before.minReadySeconds())
                        .revisionHistoryLimit(before.revisionHistoryLimit())
                        .persistentVolumeClaimRetentionPolicy(
                            before.persistentVolumeClaimRetentionPolicy()));
    if (!fixed.equals(before)) {
      errors.forbidden(
          Path.of("spec"),
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
              + " 'updateStrategy', 'revisionHistoryLimit',"
              + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }

  @Override
  public void validateStatusUpdate(StatefulSet object, StatefulSet old, FieldErrors errors) {
    StatefulSetStatus status = object.status();
    new StatusCounts(Path.of("status"), errors)
        .notNegative("replicas", status.replicas())
        .notNegative("readyReplicas", status.readyReplicas())
        .notNegative("currentReplicas", status.currentReplicas())
        .notNegative("updatedReplicas", status.updatedReplicas())
        .notNegative("availableReplicas", status.availableReplicas())
        .notNegative("observedGeneration", status.observedGeneration())
        .notNegative("collisionCount", status.collisionCount())
        .atMost("readyReplicas", status.readyReplicas(), status.replicas(), WHOLE)
        .atMost("currentReplicas", status.currentReplicas(), status.replicas(), WHOLE)
        .atMost("updatedReplicas", status.updatedReplicas(), status.replicas(), WHOLE)
        .atMost("availableReplicas", status.availableReplicas(), status.replicas(), WHOLE)
        .atMost(
            "availableReplicas",
            status.availableReplicas(),
            status.readyReplicas(),
            "status.readyReplicas")
        .neverLower("collisionCount", status.collisionCount(), old.status().collisionCount());
  }

  @Override
  public List<String> warnings(StatefulSet object) {
    return PodWarnings.of(object.spec().template(), Path.of("spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(StatefulSet object, StatefulSet old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public List<Column<StatefulSet>> columns() {
    return COLUMNS;
  }

  private static final List<Column<StatefulSet>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Ready",
              "Pods that are ready, of those wanted.",
              each -> each.status().readyReplicas() + "/" + orElse(each.spec().replicas(), 1)),
          Column.age(),
          PodTemplateColumns.containers(each -> each.spec().template()),
          PodTemplateColumns.images(each -> each.spec().template()));
}
