package io.kubejar.api.autoscaling.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.autoscaling.v2.ScalingValidation;
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

  /// The annotation that carries the metrics that this version has no members for.
  private static final String METRICS_ANNOTATION = "autoscaling.alpha.kubernetes.io/metrics";

  private static final Names NAMES =
      Names.of("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
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
                s -> {
                  s.minReplicas(orElse(given.spec().minReplicas(), 1));
                  if (!given.metadata().annotations().containsKey(METRICS_ANNOTATION)) {
                    s.targetCPUUtilizationPercentage(
                        orElse(given.spec().targetCPUUtilizationPercentage(), 80));
                  }
                }));
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public void validate(HorizontalPodAutoscaler object, FieldErrors errors) {
    ScalingValidation.check(inVersion2(object.spec()), null, errors);
  }

  @Override
  public void validateUpdate(
      HorizontalPodAutoscaler object, HorizontalPodAutoscaler old, FieldErrors errors) {
    ScalingValidation.check(inVersion2(object.spec()), old.spec().minReplicas(), errors);
  }

  @Override
  public void validateStatusUpdate(
      HorizontalPodAutoscaler object, HorizontalPodAutoscaler old, FieldErrors errors) {
    ScalingValidation.checkStatus(
        object.status().currentReplicas(), object.status().desiredReplicas(), errors);
  }

  /// The part in the newer version, in which the rules are kept and paths are named.
  private static io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerSpec inVersion2(
      HorizontalPodAutoscalerSpec spec) {
    Integer share = spec.targetCPUUtilizationPercentage();
    CrossVersionObjectReference target = spec.scaleTargetRef();
    return io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerSpec.builder()
        .scaleTargetRef(
            t -> t.kind(target.kind()).name(target.name()).apiVersion(target.apiVersion()))
        .minReplicas(spec.minReplicas())
        .maxReplicas(spec.maxReplicas())
        .metrics(share == null ? List.of() : List.of(processors(share)))
        .build();
  }

  private static io.kubejar.api.autoscaling.v2.MetricSpec processors(int share) {
    return io.kubejar.api.autoscaling.v2.MetricSpec.builder()
        .type("Resource")
        .resource(r -> r.name("cpu").target(t -> t.type("Utilization").averageUtilization(share)))
        .build();
  }

  private static Object least(HorizontalPodAutoscaler scaler) {
    Integer least = scaler.spec().minReplicas();
    return least == null ? "<unset>" : least.toString();
  }

  private static Object targets(HorizontalPodAutoscaler scaler) {
    Integer target = scaler.spec().targetCPUUtilizationPercentage();
    Integer now = scaler.status().currentCPUUtilizationPercentage();
    return target == null
        ? "<none>"
        : "cpu: " + (now == null ? "<unknown>" : now + "%") + "/" + target + "%";
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
