package io.kubejar.controllers.podautoscaler;

import static io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER;
import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.kubejar.api.autoscaling.v2.MetricSpec;
import io.kubejar.api.autoscaling.v2.MetricStatus;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PodAutoscalerTest {
  private static HorizontalPodAutoscaler autoscaler(String kind) {
    return HorizontalPodAutoscaler.builder()
        .metadata(m -> m.namespace(NAMESPACE).name("h"))
        .spec(
            s ->
                s.scaleTargetRef(r -> r.apiVersion("apps/v1").kind(kind).name("d"))
                    .minReplicas(2)
                    .maxReplicas(5))
        .build();
  }

  @Test
  void aTargetOfNoKnownKindIsTold() {
    try (var cluster = new TestCluster()) {
      var controller = new PodAutoscaler(cluster.context());
      cluster.api().put(HORIZONTAL_POD_AUTOSCALER, autoscaler("Nothing"));
      cluster.reconcile(controller.loop());
      HorizontalPodAutoscalerCondition condition =
          cluster
              .api()
              .existing(HORIZONTAL_POD_AUTOSCALER, NAMESPACE, "h")
              .status()
              .conditions()
              .getFirst();
      assertThat(condition.reason()).isEqualTo("FailedGetScale");
      assertThat(condition.message())
          .isEqualTo(
              "the HPA controller was unable to get the target's current scale: no matches for"
                  + " kind \"Nothing\" in group \"apps\"");
      assertThat(cluster.events()).anyMatch(text -> text.contains("FailedGetScale"));
    }
  }

  @Test
  void aMetricWithoutSourceIsNamedAsUpstreamDoes() {
    MetricSpec cpu =
        MetricSpec.builder()
            .type("Resource")
            .resource(r -> r.name("cpu").target(t -> t.type("Utilization").averageUtilization(80)))
            .build();
    MissingMetric missing = MissingMetric.of(cpu, NAMESPACE);
    assertThat(missing.reason()).isEqualTo("FailedGetResourceMetric");
    assertThat(missing.cause())
        .isEqualTo(
            "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch"
                + " metrics from resource metrics API: the server could not find the requested"
                + " resource (get pods.metrics.k8s.io)");
    assertThat(missing.summary()).startsWith("failed to get cpu resource metric value: failed");
  }

  @Test
  void metricsWithoutValuesAreEmpty() {
    AutoscalerStatus status =
        new AutoscalerStatus(autoscaler("Deployment"), Instant.parse("2026-01-01T00:00:00Z"));
    status.current(3);
    status.metrics(2);
    assertThat(status.done().currentReplicas()).isEqualTo(3);
    assertThat(status.done().observedGeneration()).isNull();
    assertThat(status.done().currentMetrics())
        .containsExactly(MetricStatus.builder().build(), MetricStatus.builder().build());
  }

  @Test
  void aConditionKeepsItsTimeWhileItsStatusLasts() {
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    HorizontalPodAutoscaler first = autoscaler("Deployment");
    AutoscalerStatus early = new AutoscalerStatus(first, begin);
    early.condition("AbleToScale", "True", "A", "a");
    HorizontalPodAutoscalerStatus before = early.done();
    AutoscalerStatus late =
        new AutoscalerStatus(first.with(b -> b.status(before)), begin.plusSeconds(60));
    late.condition("AbleToScale", "True", "B", "b");
    assertThat(late.done().conditions())
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.reason()).isEqualTo("B");
              assertThat(condition.lastTransitionTime())
                  .isEqualTo(before.conditions().getFirst().lastTransitionTime());
            });
  }
}
