package io.kubejar.scheduler.plugins.interpodaffinity;

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
import org.junit.jupiter.api.Test;

class InterPodAffinityTest {
  private final InterPodAffinity plugin = new InterPodAffinity();

  private static NodeInfo in(String name, String zone, Pod... pods) {
    return info(node(name, "4", "4Gi", Map.of("zone", zone), List.of()), pods);
  }

  private static Pod labelled(String name, String app) {
    return pod(name, "1m").with(b -> b.metadata(m -> m.labels(Map.of("app", app))));
  }

  private static Pod wanting(String name, String app, String kind, String of) {
    return yaml(
        """
        metadata: {name: %s, labels: {app: %s}}
        spec:
          affinity:
            %s:
              requiredDuringSchedulingIgnoredDuringExecution:
              - {topologyKey: zone, labelSelector: {matchLabels: {app: %s}}}
        """
            .formatted(name, app, kind, of));
  }

  private Verdict verdict(Pod pod, NodeInfo of, NodeInfo... others) {
    NodeInfo[] all = java.util.Arrays.copyOf(others, others.length + 1);
    all[others.length] = of;
    Cycle cycle = cycle(pod, all);
    Verdict first = plugin.preFilter(cycle);
    return first == Verdict.OK ? plugin.filter(cycle, of) : first;
  }

  @Test
  void nothingToSayWithoutAffinity() {
    assertThat(verdict(pod("p", "1"), in("a", "1", labelled("x", "db")))).isEqualTo(Verdict.SKIP);
  }

  @Test
  void nearOthersInTheSamePlace() {
    Pod near = wanting("p", "web", "podAffinity", "db");
    NodeInfo db = in("a", "1", labelled("x", "db"));
    assertThat(verdict(near, in("b", "1"), db)).isEqualTo(Verdict.OK);
    assertThat(verdict(near, in("b", "2"), db))
        .isEqualTo(Verdict.unresolvable("node(s) didn't match pod affinity rules"));
    assertThat(verdict(near, info(node("c", "4", "4Gi")), db).isOk()).isFalse();
  }

  @Test
  void theFirstOfAGroupMayGoAnywhere() {
    assertThat(verdict(wanting("p", "db", "podAffinity", "db"), in("a", "1")))
        .isEqualTo(Verdict.OK);
    assertThat(verdict(wanting("p", "web", "podAffinity", "db"), in("a", "1")).isOk()).isFalse();
  }

  @Test
  void farFromOthers() {
    Pod far = wanting("p", "web", "podAntiAffinity", "web");
    NodeInfo taken = in("a", "1", labelled("x", "web"));
    assertThat(verdict(far, in("b", "2"), taken)).isEqualTo(Verdict.OK);
    assertThat(verdict(far, in("b", "1"), taken))
        .isEqualTo(Verdict.unschedulable("node(s) didn't match pod anti-affinity rules"));
  }

  @Test
  void othersKeepItAway() {
    NodeInfo taken = in("a", "1", wanting("x", "db", "podAntiAffinity", "web"));
    assertThat(verdict(labelled("p", "web"), in("b", "1"), taken))
        .isEqualTo(
            Verdict.unschedulable("node(s) didn't satisfy existing pods anti-affinity rules"));
    assertThat(verdict(labelled("p", "web"), in("b", "2"), taken)).isEqualTo(Verdict.OK);
    assertThat(verdict(labelled("p", "other"), in("b", "1"), taken)).isEqualTo(Verdict.SKIP);
  }

  @Test
  void preferencesScorePlaces() {
    Pod pod =
        yaml(
            """
            metadata: {name: p}
            spec:
              affinity:
                podAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 10, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: db}}}}
                podAntiAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 5, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: web}}}}
            """);
    NodeInfo liked = in("a", "1", labelled("x", "db"));
    NodeInfo disliked = in("b", "2", labelled("y", "web"));
    NodeInfo plain = in("c", "3");
    Cycle cycle = cycle(pod, liked, disliked, plain);
    assertThat(plugin.preScore(cycle, List.of())).isTrue();
    long[] scores = {
      plugin.score(cycle, liked), plugin.score(cycle, disliked), plugin.score(cycle, plain)
    };
    assertThat(scores).containsExactly(10, -5, 0);
    plugin.normalize(cycle, List.of(), scores);
    assertThat(scores).containsExactly(100, 0, 33);
  }
}
