package io.kubejar.api.autoscaling.v2;

import static io.kubejar.api.kind.Defaults.orElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an autoscaler scales where nothing else is said.
final class ScalingDefaults {
  /// Processors busy for four fifths.
  static final List<MetricSpec> METRICS =
      List.of(
          MetricSpec.builder()
              .type("Resource")
              .resource(
                  ResourceMetricSource.builder()
                      .name("cpu")
                      .target(
                          MetricTarget.builder().type("Utilization").averageUtilization(80).build())
                      .build())
              .build());

  private static final List<HPAScalingPolicy> UP =
      List.of(policy("Pods", 4), policy("Percent", 100));
  private static final List<HPAScalingPolicy> DOWN = List.of(policy("Percent", 100));

  private ScalingDefaults() {}

  static @Nullable HorizontalPodAutoscalerBehavior of(
      @Nullable HorizontalPodAutoscalerBehavior behavior) {
    return behavior == null
        ? null
        : behavior.with(
            draft ->
                draft
                    .scaleUp(filled(behavior.scaleUp(), UP, 0))
                    .scaleDown(filled(behavior.scaleDown(), DOWN, null)));
  }

  private static HPAScalingRules filled(
      @Nullable HPAScalingRules given, List<HPAScalingPolicy> policies, @Nullable Integer window) {
    HPAScalingRules rules = orElse(given, HPAScalingRules.builder().build());
    Integer seconds = rules.stabilizationWindowSeconds();
    return rules.with(
        draft ->
            draft
                .selectPolicy(orElse(rules.selectPolicy(), "Max"))
                .stabilizationWindowSeconds(seconds == null ? window : seconds)
                .policies(rules.policies().isEmpty() ? policies : rules.policies()));
  }

  private static HPAScalingPolicy policy(String type, int value) {
    return HPAScalingPolicy.builder().type(type).value(value).periodSeconds(15).build();
  }
}
