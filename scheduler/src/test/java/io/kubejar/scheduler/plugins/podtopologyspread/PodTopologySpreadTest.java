package io.kubejar.scheduler.plugins.podtopologyspread;

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
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PodTopologySpreadTest {
  private final PodTopologySpread plugin = new PodTopologySpread();

  private static NodeInfo in(String name, String zone, Pod... pods) {
    return info(
        node(name, "4", "4Gi", Map.of("zone", zone, "kubernetes.io/hostname", name), List.of()),
        pods);
  }

  private static Pod web(String name) {
    return pod(name, "1m").with(b -> b.metadata(m -> m.labels(Map.of("app", "web"))));
  }

  private static Pod spread(int skew, String extra) {
    return yaml(
        """
        metadata: {name: p, labels: {app: web}}
        spec:
          topologySpreadConstraints:
          - {maxSkew: %d, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}%s}
        """
            .formatted(skew, extra));
  }

  private Verdict verdict(Pod pod, NodeInfo of, NodeInfo... all) {
    Cycle cycle = cycle(pod, all);
    Verdict first = plugin.preFilter(cycle);
    return first == Verdict.OK ? plugin.filter(cycle, of) : first;
  }

  @Test
  void aPlaceMayNotGetTooFarAhead() {
    NodeInfo one = in("a", "1", web("x"));
    NodeInfo two = in("b", "2");
    assertThat(verdict(spread(1, ""), two, one, two)).isEqualTo(Verdict.OK);
    assertThat(verdict(spread(1, ""), one, one, two))
        .isEqualTo(Verdict.unschedulable("node(s) didn't match pod topology spread constraints"));
    assertThat(verdict(spread(2, ""), one, one, two)).isEqualTo(Verdict.OK);
    assertThat(verdict(pod("p", "1"), one, one, two)).isEqualTo(Verdict.SKIP);
  }

  @Test
  void nodesWithoutTheLabelAreOut() {
    NodeInfo bare = info(node("c", "4", "4Gi"));
    assertThat(verdict(spread(1, ""), bare, bare, in("a", "1")))
        .isEqualTo(
            Verdict.unresolvable(
                "node(s) didn't match pod topology spread constraints (missing required label)"));
  }

  @Test
  void untilThereAreEnoughPlacesTheLeastIsNone() {
    NodeInfo one = in("a", "1", web("x"));
    assertThat(verdict(spread(1, ""), one, one)).isEqualTo(Verdict.OK);
    assertThat(verdict(spread(1, ", minDomains: 2"), one, one).isOk()).isFalse();
  }

  @Test
  void preferredPlacesHaveFewerPods() {
    Pod pod =
        yaml(
            """
            metadata: {name: p, labels: {app: web}}
            spec:
              topologySpreadConstraints:
              - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}
            """);
    NodeInfo one = in("a", "1", web("x"), web("y"));
    NodeInfo two = in("b", "2", web("z"));
    NodeInfo bare = info(node("c", "4", "4Gi"));
    Cycle cycle = cycle(pod, one, two, bare);
    assertThat(plugin.preScore(cycle, List.of(one, two, bare))).isTrue();
    long[] scores = {plugin.score(cycle, one), plugin.score(cycle, two), plugin.score(cycle, bare)};
    plugin.normalize(cycle, List.of(one, two, bare), scores);
    assertThat(scores[1]).isGreaterThan(scores[0]);
    assertThat(scores[2]).isZero();
  }

  @Test
  void thePodsOfAControllerAreSpreadOverNodes() {
    Pod owned =
        yaml("{metadata: {name: p, ownerReferences: [{uid: rs, controller: true}]}, spec: {}}");
    Pod other =
        yaml("{metadata: {name: q, ownerReferences: [{uid: rs, controller: true}]}, spec: {}}");
    NodeInfo one = in("a", "1", other);
    NodeInfo two = in("b", "1");
    Cycle cycle = cycle(owned, one, two);
    assertThat(plugin.preScore(cycle, List.of(one, two))).isTrue();
    assertThat(plugin.score(cycle, one)).isGreaterThan(plugin.score(cycle, two));
    assertThat(plugin.preScore(cycle(pod("r", "1"), one), List.of(one))).isFalse();
  }

  /// However nodes lie in zones, placing one pod after the other never breaks the skew.
  @Test
  void theSkewHoldsWhileManyArePlaced() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int zones = 1 + random.nextInt(4);
      int skew = 1 + random.nextInt(3);
      NodeInfo[] nodes = new NodeInfo[zones + random.nextInt(8)];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = in("n" + i, "z" + (i < zones ? i : random.nextInt(zones)));
      }
      int[] counts = new int[zones];
      for (int placed = 0; placed < 40; placed++) {
        Cycle cycle = cycle(spread(skew, ""), nodes);
        plugin.preFilter(cycle);
        List<NodeInfo> fitting =
            java.util.Arrays.stream(nodes).filter(n -> plugin.filter(cycle, n).isOk()).toList();
        assertThat(fitting).as("seed %s", seed).isNotEmpty();
        NodeInfo chosen = fitting.get(random.nextInt(fitting.size()));
        int index = List.of(nodes).indexOf(chosen);
        Pod[] pods = new Pod[chosen.pods().size() + 1];
        for (int i = 0; i < pods.length - 1; i++) {
          pods[i] = chosen.pods().get(i).pod();
        }
        pods[pods.length - 1] = web("w" + placed);
        nodes[index] = info(chosen.node(), pods);
        counts[Integer.parseInt(chosen.label("zone").substring(1))]++;
        int most = java.util.Arrays.stream(counts).max().getAsInt();
        int least = java.util.Arrays.stream(counts).min().getAsInt();
        assertThat(most - least).as("seed %s", seed).isLessThanOrEqualTo(skew);
      }
    }
  }
}
