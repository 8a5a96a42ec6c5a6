package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.kind.StatusCounts;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.Map;

/// The `replicationcontrollers` resource: names and rules of [ReplicationController].
public final class ReplicationControllerKind implements Kind<ReplicationController> {
  public static final ReplicationControllerKind REPLICATION_CONTROLLER =
      new ReplicationControllerKind();

  private static final Names NAMES =
      Names.of("", "v1", "ReplicationController", "replicationcontrollers")
          .namespaced()
          .shortNames("rc")
          .categories("all")
          .stored("/registry/controllers/", "Jond2If31h0=")
          .subresource(
              "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private ReplicationControllerKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ReplicationController> codec() {
    return ReplicationControllerCodec.INSTANCE;
  }

  @Override
  public ReplicationController defaults(ReplicationController given) {
    ReplicationControllerSpec spec = given.spec();
    PodTemplateSpec template = spec.template();
    Map<String, String> labels =
        template == null ? Map.<String, String>of() : template.metadata().labels();
    return given.with(
        draft -> {
          if (given.metadata().labels().isEmpty()) {
            draft.metadata(m -> m.labels(labels));
          }
          draft.spec(
              s ->
                  s.replicas(orElse(spec.replicas(), 1))
                      .selector(spec.selector().isEmpty() ? labels : spec.selector())
                      .template(template == null ? null : PodDefaults.of(template)));
        });
  }

  @Override
  public void validate(ReplicationController object, FieldErrors errors) {
    Path path = Path.of("spec");
    ReplicationControllerSpec spec = object.spec();
    errors.nonNegative(path.child("minReadySeconds"), spec.minReadySeconds());
    if (spec.selector().isEmpty()) {
      errors.required(path.child("selector"));
    }
    errors.nonNegative(path.child("replicas"), spec.replicas());
    PodTemplateSpec template = spec.template();
    Path at = path.child("template");
    if (template == null) {
      errors.required(at);
      return;
    }
    if (!spec.selector().isEmpty()
        && !template.metadata().labels().entrySet().containsAll(spec.selector().entrySet())) {
      errors.invalid(
          at.child("metadata").child("labels"),
          template.metadata().labels(),
          "`selector` does not match template `labels`");
    }
    PodValidation.checkTemplate(template, at, errors);
    PodValidation.checkAlwaysRestarts(template, at, errors);
    if (template.spec().activeDeadlineSeconds() != null) {
      errors.forbidden(
          at.child("spec").child("activeDeadlineSeconds"),
          "activeDeadlineSeconds in ReplicationController is not Supported");
    }
  }

  @Override
  public List<SelectableField<ReplicationController>> selectableFields() {
    return List.of(
        new SelectableField<>(
            "status.replicas", each -> Integer.toString(each.status().replicas())));
  }

  private static PodTemplateSpec template(ReplicationController controller) {
    return orElse(controller.spec().template(), PodTemplateSpecCodec.INSTANCE.zero());
  }

  @Override
  public void validateStatusUpdate(
      ReplicationController object, ReplicationController old, FieldErrors errors) {
    ReplicationControllerStatus status = object.status();
    new StatusCounts(Path.of("status"), errors)
        .notNegative("replicas", status.replicas())
        .notNegative("fullyLabeledReplicas", status.fullyLabeledReplicas())
        .notNegative("readyReplicas", status.readyReplicas())
        .notNegative("availableReplicas", status.availableReplicas())
        .notNegative("observedGeneration", status.observedGeneration())
        .partsOfPods(
            "fullyLabeledReplicas",
            status.fullyLabeledReplicas(),
            status.readyReplicas(),
            status.availableReplicas(),
            status.replicas());
  }

  @Override
  public List<String> warnings(ReplicationController object) {
    return PodWarnings.of(template(object), Path.of("spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(ReplicationController object, ReplicationController old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public List<Column<ReplicationController>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ReplicationController>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Desired", "Pods wanted.", each -> (long) orElse(each.spec().replicas(), 1)),
          Column.integer("Current", "Pods there are.", each -> (long) each.status().replicas()),
          Column.integer(
              "Ready", "Pods that are ready.", each -> (long) each.status().readyReplicas()),
          Column.age(),
          PodTemplateColumns.containers(ReplicationControllerKind::template),
          PodTemplateColumns.images(ReplicationControllerKind::template),
          Column.wide(
              "Selector",
              "Which pods belong to it.",
              each -> LabelSelectors.text(each.spec().selector())));
}
