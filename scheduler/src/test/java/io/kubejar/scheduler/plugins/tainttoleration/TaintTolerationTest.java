package io.kubejar.scheduler.plugins.tainttoleration;

import static io.kubejar.scheduler.Given.cycle;
import static io.kubejar.scheduler.Given.info;
import static io.kubejar.scheduler.Given.node;
import static io.kubejar.scheduler.Given.pod;
import static io.kubejar.scheduler.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.Given;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaintTolerationTest {
  private final TaintToleration plugin = new TaintToleration();

  private static NodeInfo tainted(String... effects) {
    return info(
        node(
            "a",
            "4",
            "4Gi",
            Map.of(),
            java.util.Arrays.stream(effects).map(e -> Given.taint("k", e)).toList()));
  }

  @Test
  void taintsKeepPodsAway() {
    Cycle cycle = cycle(pod("p", "1"));
    Verdict refused = Verdict.unresolvable("node(s) had untolerated taint(s)");
    assertThat(plugin.filter(cycle, tainted("NoSchedule"))).isEqualTo(refused);
    assertThat(plugin.filter(cycle, tainted("NoExecute"))).isEqualTo(refused);
    assertThat(plugin.filter(cycle, tainted("PreferNoSchedule"))).isEqualTo(Verdict.OK);
  }

  @Test
  void tolerationsLetThemIn() {
    for (String toleration :
        List.of(
            "{key: k, operator: Exists}",
            "{operator: Exists}",
            "{key: k, effect: NoSchedule}",
            "{key: k, operator: Equal, value: ''}")) {
      Pod pod = yaml("{metadata: {name: p}, spec: {tolerations: [" + toleration + "]}}");
      assertThat(plugin.filter(cycle(pod), tainted("NoSchedule")))
          .as(toleration)
          .isEqualTo(Verdict.OK);
    }
    for (String toleration :
        List.of(
            "{key: k, value: other}",
            "{key: l, operator: Exists}",
            "{key: k, effect: NoExecute}")) {
      Pod pod = yaml("{metadata: {name: p}, spec: {tolerations: [" + toleration + "]}}");
      assertThat(plugin.filter(cycle(pod), tainted("NoSchedule")).isOk()).as(toleration).isFalse();
    }
  }

  @Test
  void fewerDislikedTaintsScoreHigher() {
    Cycle cycle = cycle(pod("p", "1"));
    long[] scores = {
      plugin.score(cycle, tainted()),
      plugin.score(cycle, tainted("PreferNoSchedule")),
      plugin.score(cycle, tainted("PreferNoSchedule", "PreferNoSchedule"))
    };
    plugin.normalize(cycle, List.of(), scores);
    assertThat(scores).containsExactly(100, 50, 0);
  }
}
