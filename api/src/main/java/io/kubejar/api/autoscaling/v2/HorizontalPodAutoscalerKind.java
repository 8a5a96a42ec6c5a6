package io.kubejar.api.autoscaling.v2;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `horizontalpodautoscalers` resource: names and rules of [HorizontalPodAutoscaler].
public final class HorizontalPodAutoscalerKind implements Kind<HorizontalPodAutoscaler> {
  public static final HorizontalPodAutoscalerKind HORIZONTAL_POD_AUTOSCALER =
      new HorizontalPodAutoscalerKind();

  private static final Names NAMES =
      Names.of("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
          .namespaced()
          .shortNames("hpa")
          .categories("all")
          .stored("/registry/horizontalpodautoscalers/", "qwQve8ut294=")
          .subresource("status", "get", "patch", "update")
          .build();

  private HorizontalPodAutoscalerKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<HorizontalPodAutoscaler> codec() {
    return HorizontalPodAutoscalerCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public HorizontalPodAutoscaler defaults(HorizontalPodAutoscaler given) {
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.minReplicas(orElse(given.spec().minReplicas(), 1))
                        .metrics(
                            given.spec().metrics().isEmpty()
                                ? ScalingDefaults.METRICS
                                : given.spec().metrics())
                        .behavior(ScalingDefaults.of(given.spec().behavior()))));
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public void validate(HorizontalPodAutoscaler object, FieldErrors errors) {
    ScalingValidation.check(object.spec(), null, errors);
  }

  @Override
  public void validateUpdate(
      HorizontalPodAutoscaler object, HorizontalPodAutoscaler old, FieldErrors errors) {
    ScalingValidation.check(object.spec(), old.spec().minReplicas(), errors);
  }

  @Override
  public void validateStatusUpdate(
      HorizontalPodAutoscaler object, HorizontalPodAutoscaler old, FieldErrors errors) {
    ScalingValidation.checkStatus(
        object.status().currentReplicas(), object.status().desiredReplicas(), errors);
  }

  private static Object least(HorizontalPodAutoscaler scaler) {
    Integer least = scaler.spec().minReplicas();
    return least == null ? "<unset>" : least.toString();
  }

  private static Object targets(HorizontalPodAutoscaler scaler) {
    return ScalingTargets.text(scaler.spec().metrics(), scaler.status().currentMetrics());
  }

  @Override
  public List<Column<HorizontalPodAutoscaler>> columns() {
    return COLUMNS;
  }

  private static final List<Column<HorizontalPodAutoscaler>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Reference",
              "What it scales.",
              each ->
                  each.spec().scaleTargetRef().kind() + "/" + each.spec().scaleTargetRef().name()),
          Column.text("Targets", "What is measured, and what it should be.", each -> targets(each)),
          Column.text("MinPods", "The smallest size.", each -> least(each)),
          Column.text("MaxPods", "The largest size.", each -> (long) each.spec().maxReplicas()),
          Column.text("Replicas", "The size now.", each -> (long) each.status().currentReplicas()),
          Column.age());
}
