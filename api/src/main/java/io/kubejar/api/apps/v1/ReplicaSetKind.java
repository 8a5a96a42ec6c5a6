package io.kubejar.api.apps.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.PodDefaults;
import io.kubejar.api.core.v1.PodTemplateColumns;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.PodValidation;
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
import java.util.List;

/// The `replicasets` resource: names and rules of [ReplicaSet].
public final class ReplicaSetKind implements Kind<ReplicaSet> {
  public static final ReplicaSetKind REPLICA_SET = new ReplicaSetKind();

  private static final Names NAMES =
      Names.of("apps", "v1", "ReplicaSet", "replicasets")
          .namespaced()
          .shortNames("rs")
          .categories("all")
          .stored("/registry/replicasets/", "P1RzHs8/mWQ=")
          .subresource(
              "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private ReplicaSetKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ReplicaSet> codec() {
    return ReplicaSetCodec.INSTANCE;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public ReplicaSet defaults(ReplicaSet given) {
    ReplicaSetSpec spec = given.spec();
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.replicas(orElse(spec.replicas(), 1))
                        .template(PodDefaults.of(spec.template()))));
  }

  @Override
  public void validate(ReplicaSet object, FieldErrors errors) {
    Path path = Path.of("spec");
    ReplicaSetSpec spec = object.spec();
    errors.nonNegative(path.child("replicas"), spec.replicas());
    errors.nonNegative(path.child("minReadySeconds"), spec.minReadySeconds());
    SelectedTemplate.check(spec.selector(), spec.template(), "replicaset", path, errors);
    validateTemplate(spec.template(), path.child("template"), errors);
  }

  /// Reports what is wrong with the template of pods that run for ever.
  static void validateTemplate(PodTemplateSpec template, Path path, FieldErrors errors) {
    PodValidation.checkTemplate(template, path, errors);
    PodValidation.checkAlwaysRestarts(template, path, errors);
    if (template.spec().activeDeadlineSeconds() != null) {
      errors.forbidden(
          path.child("spec").child("activeDeadlineSeconds"),
          "activeDeadlineSeconds in ReplicaSet is not Supported");
    }
  }

  @Override
  public void validateUpdate(ReplicaSet object, ReplicaSet old, FieldErrors errors) {
    validate(object, errors);
    SelectedTemplate.checkUnchanged(
        object.spec().selector(), old.spec().selector(), Path.of("spec", "selector"), errors);
  }

  @Override
  public void validateStatusUpdate(ReplicaSet object, ReplicaSet old, FieldErrors errors) {
    ReplicaSetStatus status = object.status();
    new StatusCounts(Path.of("status"), errors)
        .notNegative("replicas", status.replicas())
        .notNegative("fullyLabeledReplicas", status.fullyLabeledReplicas())
        .notNegative("readyReplicas", status.readyReplicas())
        .notNegative("availableReplicas", status.availableReplicas())
        .notNegative("terminatingReplicas", status.terminatingReplicas())
        .notNegative("observedGeneration", status.observedGeneration())
        .partsOfPods(
            "fullyLabeledReplicas",
            status.fullyLabeledReplicas(),
            status.readyReplicas(),
            status.availableReplicas(),
            status.replicas());
  }

  @Override
  public List<String> warnings(ReplicaSet object) {
    return PodWarnings.of(object.spec().template(), Path.of("spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(ReplicaSet object, ReplicaSet old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public List<Column<ReplicaSet>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ReplicaSet>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Desired", "Pods wanted.", each -> (long) orElse(each.spec().replicas(), 1)),
          Column.integer("Current", "Pods there are.", each -> (long) each.status().replicas()),
          Column.integer(
              "Ready", "Pods that are ready.", each -> (long) each.status().readyReplicas()),
          Column.age(),
          PodTemplateColumns.containers(each -> each.spec().template()),
          PodTemplateColumns.images(each -> each.spec().template()),
          Column.wide(
              "Selector",
              "Which pods belong to it.",
              each -> LabelSelectors.text(each.spec().selector())));
}
