package io.kubejar.scheduler.plugins.noderesources;

import static io.kubejar.scheduler.Given.cycle;
import static io.kubejar.scheduler.Given.info;
import static io.kubejar.scheduler.Given.node;
import static io.kubejar.scheduler.Given.pod;
import static io.kubejar.scheduler.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeResourcesTest {
  private final Fit fit = new Fit();
  private final BalancedAllocation balanced = new BalancedAllocation();

  @Test
  void saysAllThatIsLacking() {
    Pod pod =
        yaml(
            """
            metadata: {name: p}
            spec:
              containers:
              - {name: c, resources: {requests: {cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi, example.com/gpu: 2}}}
            """);
    NodeInfo node = info(node("a", "1500m", "2Gi"), pod("x", "1"));
    assertThat(fit.filter(cycle(pod, node), node))
        .isEqualTo(
            new Verdict.Unschedulable(
                List.of(
                    "Insufficient cpu",
                    "Insufficient ephemeral-storage",
                    "Insufficient example.com/gpu"),
                false));
    assertThat(fit.filter(cycle(pod("q", "500m"), node), node)).isEqualTo(Verdict.OK);
    assertThat(fit.filter(cycle(pod("q", "501m"), node), node))
        .isEqualTo(Verdict.unschedulable("Insufficient cpu"));
  }

  @Test
  void tooManyPods() {
    Pod[] pods = new Pod[110];
    for (int i = 0; i < pods.length; i++) {
      pods[i] = pod("x" + i, "1m");
    }
    NodeInfo node = info(node("a", "4", "4Gi"), pods);
    assertThat(fit.filter(cycle(pod("p", "1m"), node), node))
        .isEqualTo(Verdict.unschedulable("Too many pods"));
  }

  @Test
  void initContainersSidecarsAndOverheadCount() {
    Pod pod =
        yaml(
            """
            metadata: {name: p}
            spec:
              overhead: {cpu: 50m}
              initContainers:
              - {name: side, restartPolicy: Always, resources: {requests: {cpu: 100m}}}
              - {name: init, resources: {requests: {cpu: 900m}}}
              containers:
              - {name: c, resources: {requests: {cpu: 300m}}}
              - {name: d, resources: {requests: {cpu: 200m}}}
            """);
    NodeInfo node = info(node("a", "1050m", "4Gi"));
    assertThat(cycle(pod, node).info().requests().milliCpu()).isEqualTo(1_050);
    assertThat(fit.filter(cycle(pod, node), node)).isEqualTo(Verdict.OK);
  }

  @Test
  void theEmptierScoresHigher() {
    Cycle cycle = cycle(pod("p", "1"));
    assertThat(fit.score(cycle, info(node("a", "4", "1000Mi")))).isEqualTo((75 + 80) / 2);
    assertThat(fit.score(cycle, info(node("a", "4", "1000Mi"), pod("x", "1"))))
        .isEqualTo((50 + 60) / 2);
    assertThat(fit.score(cycle, info(node("a", "0", "0")))).isZero();
  }

  @Test
  void aContainerThatAsksForNothingCountsALittle() {
    Pod pod =
        yaml(
            """
            metadata: {name: p}
            spec:
              containers:
              - {name: c, resources: {requests: {cpu: 300m}}}
              - {name: d}
            """);
    var info = cycle(pod).info();
    assertThat(info.scoringRequests().milliCpu()).isEqualTo(400);
    assertThat(info.scoringRequests().memory()).isEqualTo(400L << 20);
    assertThat(info.requests().memory()).isZero();
  }

  @Test
  void balanceCountsOnlyForPodsThatAskForSomething() {
    NodeInfo node = info(node("a", "4", "4Gi"));
    Pod nothing = yaml("{metadata: {name: p}, spec: {containers: [{name: c}]}}");
    assertThat(balanced.preScore(cycle(nothing), List.of(node))).isFalse();
    Cycle cycle = cycle(pod("p", "2"));
    assertThat(balanced.preScore(cycle, List.of(node))).isTrue();
    assertThat(balanced.score(cycle, node)).isEqualTo(75);
  }
}
