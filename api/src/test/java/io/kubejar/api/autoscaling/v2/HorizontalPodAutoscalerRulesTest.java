package io.kubejar.api.autoscaling.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class HorizontalPodAutoscalerRulesTest {
  private static final HorizontalPodAutoscalerKind KIND =
      HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER;
  private static final HorizontalPodAutoscaler WEB =
      KIND.defaults(
          HorizontalPodAutoscaler.builder()
              .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
              .spec(
                  s ->
                      s.maxReplicas(5)
                          .scaleTargetRef(
                              t -> t.apiVersion("apps/v1").kind("Deployment").name("web")))
              .build());

  @Test
  void theDefaultIsEightyPercentOfProcessors() {
    assertThat(WEB.spec().metrics()).isEqualTo(ScalingDefaults.METRICS);
    assertThat(errors(WEB)).isEmpty();
  }

  @Test
  void sizesAreBounded() {
    assertThat(errors(WEB.with(it -> it.spec(s -> s.minReplicas(6)))))
        .containsExactly(
            "spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`");
    assertThat(errors(WEB.with(it -> it.spec(s -> s.minReplicas(0)))))
        .containsExactly(
            "spec.minReplicas: Invalid value: 0: must be greater than or equal to 1",
            "spec.metrics: Forbidden: must specify at least one Object or External metric to"
                + " support scaling to zero replicas");
  }

  @Test
  void aMetricHasOneSourceAndATarget() {
    MetricSpec cpu =
        MetricSpec.builder()
            .type("Resource")
            .resource(r -> r.name("cpu").target(t -> t.type("Utilization")))
            .pods(p -> p.metric(m -> m.name("q")).target(t -> t.type("AverageValue")))
            .build();
    assertThat(errors(WEB.with(it -> it.spec(s -> s.metrics(List.of(cpu))))))
        .contains("spec.metrics[0].pods: Forbidden: must populate the given metric source only");
    MetricSpec alone = cpu.with(it -> it.pods((PodsMetricSource) null));
    assertThat(errors(WEB.with(it -> it.spec(s -> s.metrics(List.of(alone))))))
        .containsExactly(
            "spec.metrics[0].resource.target.averageUtilization: Required value: must set either"
                + " a target raw value or a target utilization");
  }

  @Test
  void thePaceHasPolicies() {
    HPAScalingPolicy odd =
        HPAScalingPolicy.builder().type("X").value(0).periodSeconds(9999).build();
    HorizontalPodAutoscaler fast =
        WEB.with(it -> it.spec(s -> s.behavior(b -> b.scaleUp(u -> u.policies(List.of(odd))))));
    assertThat(errors(fast))
        .containsExactly(
            "spec.behavior.scaleUp.policies[0].type: Unsupported value: \"X\": supported values:"
                + " \"Percent\", \"Pods\"",
            "spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero",
            "spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 9999: must be less"
                + " than or equal to 1800");
  }

  private static List<String> errors(HorizontalPodAutoscaler scaler) {
    return Validation.create(KIND, scaler).stream().map(FieldError::toString).toList();
  }
}
