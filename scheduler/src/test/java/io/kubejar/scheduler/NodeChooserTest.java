package io.kubejar.scheduler;

import static io.kubejar.scheduler.Given.cycle;
import static io.kubejar.scheduler.Given.info;
import static io.kubejar.scheduler.Given.node;
import static io.kubejar.scheduler.Given.pod;
import static io.kubejar.scheduler.Given.taint;
import static io.kubejar.scheduler.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.EventKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.FakeApi;
import io.kubejar.client.ManualClock;
import io.kubejar.scheduler.NodeChooser.Choice;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeChooserTest {
  private final FakeApi api = new FakeApi();
  private final ApiEventRecorder events =
      new ApiEventRecorder(new Client(api), "default-scheduler", "", new ManualClock());
  private final NodeChooser chooser =
      new NodeChooser(Profile.standard(new Client(api), events), new Random(7));

  @AfterEach
  void close() {
    events.close();
  }

  private String refused(Cycle cycle) {
    return chooser.choose(cycle) instanceof Choice.Nowhere(String message, String nominated)
        ? message
        : "placed";
  }

  private String chosen(Cycle cycle) {
    return chooser.choose(cycle) instanceof Choice.Chosen(NodeInfo node) ? node.name() : "none";
  }

  @Test
  void saysWhyNoNodeFits() {
    NodeInfo full = info(node("a", "1", "1Gi"), pod("x", "900m"));
    NodeInfo one = info(node("b", "4", "1Gi", Map.of(), List.of(taint("k", "NoSchedule"))));
    NodeInfo two = info(node("c", "4", "1Gi", Map.of(), List.of(taint("l", "NoExecute"))));
    assertThat(refused(cycle(pod("p", "500m"), full, one, two)))
        .isEqualTo(
            "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s). "
                + "no new claims to deallocate, preemption: 0/3 nodes are available: "
                + "1 No preemption victims found for incoming pod, "
                + "2 Preemption is not helpful for scheduling.");
  }

  @Test
  void aNodeThatIsTooSmallIsNotHelpedByPreemption() {
    assertThat(refused(cycle(pod("p", "500"), info(node("a", "1", "1Gi")))))
        .isEqualTo(
            "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, "
                + "preemption: 0/1 nodes are available: "
                + "1 Preemption is not helpful for scheduling.");
  }

  @Test
  void noNodesAtAll() {
    assertThat(refused(cycle(pod("p", "1")))).isEqualTo("no nodes available to schedule pods");
  }

  @Test
  void aPodThatNeverPreemptsSaysSo() {
    Pod pod = pod("p", "500m").with(b -> b.spec(s -> s.preemptionPolicy("Never")));
    assertThat(refused(cycle(pod, info(node("a", "1", "1Gi"), pod("x", "900m")))))
        .isEqualTo(
            "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, "
                + "preemption: not eligible due to preemptionPolicy=Never.");
  }

  @Test
  void aNodeAskedForByNameLeavesOutTheOthers() {
    Pod pod =
        yaml(
            """
            metadata: {name: p}
            spec:
              containers: [{name: c, resources: {requests: {cpu: 500m}}}]
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                    - matchFields: [{key: metadata.name, operator: In, values: [b]}]
            """);
    NodeInfo a = info(node("a", "1", "1Gi"));
    NodeInfo full = info(node("b", "1", "1Gi"), pod("x", "900m"));
    assertThat(refused(cycle(pod, a, full)))
        .startsWith(
            "0/2 nodes are available: 1 Insufficient cpu, "
                + "1 node(s) didn't satisfy plugin(s) [NodeAffinity]. ");
    assertThat(chosen(cycle(pod, a, info(node("b", "1", "1Gi"))))).isEqualTo("b");
  }

  @Test
  void theEmptierNodeIsChosen() {
    NodeInfo busy = info(node("a", "4", "4Gi"), pod("x", "3"));
    assertThat(chosen(cycle(pod("p", "500m"), busy, info(node("b", "4", "4Gi"))))).isEqualTo("b");
  }

  @Test
  void equalNodesAreChosenByChance() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(
          chosen(
              cycle(
                  pod("p", "1"),
                  info(node("a", "4", "4Gi")),
                  info(node("b", "4", "4Gi")),
                  info(node("c", "4", "4Gi")))));
    }
    assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void theLeastImportantVictimLeaves() throws InterruptedException {
    Pod low = api.put(PodKind.POD, priority(pod("low", "900m"), 1));
    Pod middle = api.put(PodKind.POD, priority(pod("middle", "900m"), 5));
    Cycle cycle =
        cycle(
            priority(pod("p", "500m"), 10),
            info(node("a", "1", "1Gi"), middle),
            info(node("b", "1", "1Gi"), low));
    assertThat(chooser.choose(cycle))
        .isEqualTo(new Choice.Nowhere("0/2 nodes are available: 2 Insufficient cpu.", "b"));
    assertThat(api.all(PodKind.POD)).containsExactly(middle);
    io.kubejar.client.Eventually.until("event", () -> !api.all(EventKind.EVENT).isEmpty());
    assertThat(api.all(EventKind.EVENT).getFirst().message())
        .isEqualTo("Preempted by pod pod-p on node b");
  }

  @Test
  void onlyAsManyVictimsAsNeededLeave() {
    Pod small = api.put(PodKind.POD, priority(pod("small", "200m"), 1));
    Pod large = api.put(PodKind.POD, priority(pod("large", "700m"), 1));
    Cycle cycle = cycle(priority(pod("p", "200m"), 10), info(node("a", "1", "1Gi"), small, large));
    assertThat(chooser.choose(cycle)).isInstanceOf(Choice.Nowhere.class);
    assertThat(api.all(PodKind.POD)).hasSize(1);
  }

  private static Pod priority(Pod pod, int priority) {
    return pod.with(b -> b.spec(s -> s.priority(priority)));
  }

  @Test
  void inLargeClustersTheSearchGoesOnWhereItEnded() {
    NodeInfo[] nodes = new NodeInfo[1_000];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = info(node("n" + i, "4", "4Gi"));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      seen.add(chosen(cycle(pod("p", "1"), nodes)));
    }
    assertThat(seen.size()).isGreaterThan(40);
  }
}
