package io.kubejar.api.apps.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.NumberOrPercent;
import io.kubejar.api.core.v1.PodDefaults;
import io.kubejar.api.core.v1.PodTemplateColumns;
import io.kubejar.api.core.v1.PodWarnings;
import io.kubejar.api.core.v1.SelectedTemplate;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.StatusCounts;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.IntOrString;
import java.util.List;

/// The `deployments` resource: names and rules of [Deployment].
public final class DeploymentKind implements Kind<Deployment> {
  public static final DeploymentKind DEPLOYMENT = new DeploymentKind();

  private static final Names NAMES =
      Names.of("apps", "v1", "Deployment", "deployments")
          .namespaced()
          .shortNames("deploy")
          .categories("all")
          .stored("/registry/deployments/", "8aSe+NMegvE=")
          .subresource(
              "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private DeploymentKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Deployment> codec() {
    return DeploymentCodec.INSTANCE;
  }

  @Override
  public List<String> resetFields(String subresource) {
    return subresource.equals("status") ? List.of("metadata.labels", "spec") : List.of("status");
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public Deployment defaults(Deployment given) {
    DeploymentSpec spec = given.spec();
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.replicas(orElse(spec.replicas(), 1))
                        .template(PodDefaults.of(spec.template()))
                        .strategy(defaults(spec.strategy()))
                        .revisionHistoryLimit(orElse(spec.revisionHistoryLimit(), 10))
                        .progressDeadlineSeconds(orElse(spec.progressDeadlineSeconds(), 600))));
  }

  private static DeploymentStrategy defaults(DeploymentStrategy given) {
    String type = orElse(given.type(), "RollingUpdate");
    if (!type.equals("RollingUpdate")) {
      return given;
    }
    RollingUpdateDeployment rolling =
        orElse(given.rollingUpdate(), RollingUpdateDeployment.builder().build());
    IntOrString quarter = IntOrString.of("25%");
    return given.with(
        draft ->
            draft
                .type(type)
                .rollingUpdate(
                    rolling.with(
                        r ->
                            r.maxUnavailable(orElse(rolling.maxUnavailable(), quarter))
                                .maxSurge(orElse(rolling.maxSurge(), quarter)))));
  }

  @Override
  public void validate(Deployment object, FieldErrors errors) {
    Path path = Path.of("spec");
    DeploymentSpec spec = object.spec();
    errors.nonNegative(path.child("replicas"), spec.replicas());
    SelectedTemplate.check(spec.selector(), spec.template(), "deployment", path, errors);
    ReplicaSetKind.validateTemplate(spec.template(), path.child("template"), errors);
    validate(spec.strategy(), path.child("strategy"), errors);
    errors.nonNegative(path.child("minReadySeconds"), spec.minReadySeconds());
    errors.nonNegative(path.child("revisionHistoryLimit"), spec.revisionHistoryLimit());
    Integer deadline = spec.progressDeadlineSeconds();
    if (deadline != null) {
      errors.nonNegative(path.child("progressDeadlineSeconds"), deadline);
      if (deadline <= spec.minReadySeconds()) {
        errors.invalid(
            path.child("progressDeadlineSeconds"),
            deadline,
            "must be greater than minReadySeconds");
      }
    }
  }

  private static void validate(DeploymentStrategy strategy, Path path, FieldErrors errors) {
    RollingUpdateDeployment rolling = strategy.rollingUpdate();
    Path at = path.child("rollingUpdate");
    switch (strategy.type()) {
      case "Recreate" -> {
        if (rolling != null) {
          errors.forbidden(at, "may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> {
        if (rolling == null) {
          errors.required(at, "this should be defaulted and never be nil");
        } else {
          IntOrString unavailable = orElse(rolling.maxUnavailable(), IntOrString.ZERO);
          IntOrString surge = orElse(rolling.maxSurge(), IntOrString.ZERO);
          NumberOrPercent.check(unavailable, at.child("maxUnavailable"), errors);
          NumberOrPercent.check(surge, at.child("maxSurge"), errors);
          if (isNone(unavailable) && isNone(surge)) {
            errors.invalid(
                at.child("maxUnavailable"), unavailable, "may not be 0 when `maxSurge` is 0");
          }
          NumberOrPercent.checkAtMostAll(unavailable, at.child("maxUnavailable"), errors);
        }
      }
      default ->
          errors.notSupported(
              path, FieldErrors.plain(strategy), List.of("Recreate", "RollingUpdate"));
    }
  }

  /// A malformed text is reported as such, not as nothing.
  private static boolean isNone(IntOrString value) {
    return NumberOrPercent.number(value) == 0
        && !(value instanceof IntOrString.Text(String text) && !text.endsWith("%"));
  }

  @Override
  public void validateUpdate(Deployment object, Deployment old, FieldErrors errors) {
    validate(object, errors);
    SelectedTemplate.checkUnchanged(
        object.spec().selector(), old.spec().selector(), Path.of("spec", "selector"), errors);
  }

  @Override
  public void validateStatusUpdate(Deployment object, Deployment old, FieldErrors errors) {
    DeploymentStatus status = object.status();
    new StatusCounts(Path.of("status"), errors)
        .notNegative("observedGeneration", status.observedGeneration())
        .notNegative("replicas", status.replicas())
        .notNegative("updatedReplicas", status.updatedReplicas())
        .notNegative("readyReplicas", status.readyReplicas())
        .notNegative("availableReplicas", status.availableReplicas())
        .notNegative("unavailableReplicas", status.unavailableReplicas())
        .notNegative("terminatingReplicas", status.terminatingReplicas())
        .notNegative("collisionCount", status.collisionCount())
        .partsOfPods(
            "updatedReplicas",
            status.updatedReplicas(),
            status.readyReplicas(),
            status.availableReplicas(),
            status.replicas())
        .neverLower("collisionCount", status.collisionCount(), old.status().collisionCount());
  }

  /// Annotations count too: they carry over to the replica sets.
  @Override
  public boolean raisesGeneration(Deployment object, Deployment old) {
    return !codec().sameSpec(object, old)
        || !object.metadata().annotations().equals(old.metadata().annotations());
  }

  @Override
  public Deployment prepareStatusUpdate(Deployment object, Deployment old) {
    return withMetadata(
        codec().withStatusOf(old, object),
        object.metadata().toBuilder().labels(old.metadata().labels()).build());
  }

  @Override
  public List<String> warnings(Deployment object) {
    return PodWarnings.of(object.spec().template(), Path.of("spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(Deployment object, Deployment old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public List<Column<Deployment>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Deployment>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Ready",
              "Pods that are ready, of those wanted.",
              each -> each.status().readyReplicas() + "/" + orElse(each.spec().replicas(), 1)),
          Column.text(
              "Up-to-date",
              "Pods made from the newest template.",
              each -> (long) each.status().updatedReplicas()),
          Column.text(
              "Available",
              "Pods that have been ready long enough.",
              each -> (long) each.status().availableReplicas()),
          Column.age(),
          PodTemplateColumns.containers(each -> each.spec().template()),
          PodTemplateColumns.images(each -> each.spec().template()),
          Column.wide(
              "Selector",
              "Which pods belong to it.",
              each -> LabelSelectors.text(each.spec().selector())));
}
