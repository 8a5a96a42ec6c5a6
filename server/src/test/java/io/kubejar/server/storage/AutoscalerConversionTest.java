package io.kubejar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import org.junit.jupiter.api.Test;

class AutoscalerConversionTest {
  private static final JsonValue V2 =
      JsonValue.parse(
          """
          {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
           "metadata": {"name": "a"},
           "spec": {"maxReplicas": 9, "metrics": [
             {"type": "Resource", "resource": {"name": "cpu",
               "target": {"type": "Utilization", "averageUtilization": 60}}},
             {"type": "Pods", "pods": {"metric": {"name": "q",
               "selector": {"matchLabels": {"app": "web"}}},
               "target": {"type": "AverageValue", "averageValue": "1500m"}}},
             {"type": "External", "external": {"metric": {"name": "e"},
               "target": {"type": "Value", "value": "30"}}}],
             "behavior": {"scaleDown": {"stabilizationWindowSeconds": 60, "selectPolicy": "Min",
               "policies": [{"type": "Percent", "value": 10, "periodSeconds": 60}]}}},
           "status": {"desiredReplicas": 0}}
          """);

  @Test
  void whatTheOlderVersionLacksStandsInAnnotations() {
    Obj v1 = AutoscalerConversion.toV1(V2);
    assertThat(v1.text("apiVersion")).isEqualTo("autoscaling/v1");
    assertThat(v1.object("spec").get("targetCPUUtilizationPercentage")).isEqualTo(JsonValue.of(60));
    Obj annotations = v1.object("metadata").object("annotations");
    assertThat(annotations.text("autoscaling.alpha.kubernetes.io/metrics"))
        .isEqualTo(
            "[{\"type\":\"Pods\",\"pods\":{\"metricName\":\"q\",\"targetAverageValue\":\"1500m\","
                + "\"selector\":{\"matchLabels\":{\"app\":\"web\"}}}},{\"type\":\"External\","
                + "\"external\":{\"metricName\":\"e\",\"targetValue\":\"30\"}}]");
    assertThat(annotations.text("autoscaling.alpha.kubernetes.io/behavior"))
        .isEqualTo(
            "{\"ScaleUp\":null,\"ScaleDown\":{\"StabilizationWindowSeconds\":60,"
                + "\"SelectPolicy\":\"Min\",\"Policies\":[{\"Type\":\"Percent\",\"Value\":10,"
                + "\"PeriodSeconds\":60}],\"Tolerance\":null}}");
  }

  @Test
  void thereAndBackChangesNothing() {
    assertThat(AutoscalerConversion.toV2(AutoscalerConversion.toV1(V2))).isEqualTo(V2);
  }

  @Test
  void anUnreadableAnnotationIsDropped() {
    JsonValue v1 =
        JsonValue.parse(
            """
            {"apiVersion": "autoscaling/v1", "metadata": {"annotations":
              {"autoscaling.alpha.kubernetes.io/metrics": "[{", "mine": "x"}},
             "spec": {"maxReplicas": 2, "targetCPUUtilizationPercentage": 50}}
            """);
    Obj v2 = AutoscalerConversion.toV2(v1);
    assertThat(v2.object("metadata").object("annotations").members()).containsOnlyKeys("mine");
    assertThat(v2.object("spec").items("metrics")).hasSize(1);
  }
}
