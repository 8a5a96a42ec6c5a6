package io.kubejar.scheduler.plugins.nodeaffinity;

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

class NodeAffinityTest {
  private final NodeAffinity plugin = new NodeAffinity();

  private static NodeInfo labelled(String key, String value) {
    return info(node("a", "4", "4Gi", Map.of(key, value), List.of()));
  }

  private boolean fits(String requirement, NodeInfo node) {
    Pod pod =
        yaml(
            "{metadata: {name: p}, spec: {affinity: {nodeAffinity:"
                + " {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                + " [{matchExpressions: ["
                + requirement
                + "]}]}}}}}");
    return plugin.filter(cycle(pod, node), node).isOk();
  }

  @Test
  void operators() {
    NodeInfo node = labelled("size", "5");
    assertThat(fits("{key: size, operator: In, values: ['4', '5']}", node)).isTrue();
    assertThat(fits("{key: size, operator: NotIn, values: ['5']}", node)).isFalse();
    assertThat(fits("{key: other, operator: NotIn, values: ['5']}", node)).isTrue();
    assertThat(fits("{key: size, operator: Exists}", node)).isTrue();
    assertThat(fits("{key: size, operator: DoesNotExist}", node)).isFalse();
    assertThat(fits("{key: size, operator: Gt, values: ['4']}", node)).isTrue();
    assertThat(fits("{key: size, operator: Lt, values: ['4']}", node)).isFalse();
  }

  @Test
  void nodeSelector() {
    Pod pod = yaml("{metadata: {name: p}, spec: {nodeSelector: {disk: ssd}}}");
    assertThat(plugin.filter(cycle(pod), labelled("disk", "ssd"))).isEqualTo(Verdict.OK);
    assertThat(plugin.filter(cycle(pod), labelled("disk", "hdd")))
        .isEqualTo(Verdict.unresolvable("node(s) didn't match Pod's node affinity/selector"));
    assertThat(plugin.preFilter(cycle(pod))).isEqualTo(Verdict.OK);
    assertThat(plugin.preFilter(cycle(pod("q", "1")))).isEqualTo(Verdict.SKIP);
  }

  @Test
  void preferencesAddUp() {
    Pod pod =
        yaml(
            """
            metadata: {name: p}
            spec:
              affinity:
                nodeAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 3, preference: {matchExpressions: [{key: disk, operator: Exists}]}}
                  - {weight: 4, preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}
            """);
    Cycle cycle = cycle(pod);
    assertThat(plugin.preScore(cycle, List.of())).isTrue();
    assertThat(plugin.score(cycle, labelled("disk", "ssd"))).isEqualTo(7);
    assertThat(plugin.score(cycle, labelled("disk", "hdd"))).isEqualTo(3);
    assertThat(plugin.score(cycle, labelled("x", "y"))).isZero();
  }
}
