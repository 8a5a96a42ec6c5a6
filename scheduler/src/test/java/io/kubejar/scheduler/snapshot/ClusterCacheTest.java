package io.kubejar.scheduler.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.scheduler.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterCacheTest {
  private final ClusterCache cache = new ClusterCache();

  private static Pod on(String node, String name) {
    OwnerReference owner = OwnerReference.builder().uid("rs").controller(true).build();
    return Given.pod(name, "100m")
        .with(b -> b.metadata(m -> m.ownerReferences(List.of(owner))).spec(s -> s.nodeName(node)));
  }

  private void node(String name, String zone) {
    cache.setNode(Given.node(name, "4", "4Gi", Map.of(ControllerSpread.ZONE, zone), List.of()));
  }

  @Test
  void aSnapshotDoesNotChange() {
    node("a", "1");
    Snapshot before = cache.snapshot();
    cache.setPod(on("a", "p"));
    node("b", "1");
    assertThat(before.nodes()).hasSize(1);
    assertThat(before.nodes().getFirst().pods()).isEmpty();
    assertThat(cache.snapshot().nodes()).hasSize(2);
    assertThat(cache.snapshot()).isSameAs(cache.snapshot());
  }

  @Test
  void whatIsAssumedCountsUntilForgotten() {
    node("a", "1");
    PodInfo pod = new PodInfo(Given.pod("p", "1"));
    cache.assume(pod, "a");
    assertThat(cache.isAssumed(pod.pod())).isTrue();
    assertThat(cache.snapshot().nodes().getFirst().requested().milliCpu()).isEqualTo(1_000);
    cache.forget(pod);
    assertThat(cache.snapshot().nodes().getFirst().requested().milliCpu()).isZero();
    cache.assume(pod, "a");
    cache.setPod(Given.pod("p", "1").with(b -> b.spec(s -> s.nodeName("a"))));
    cache.forget(pod);
    assertThat(cache.snapshot().nodes().getFirst().pods()).hasSize(1);
  }

  @Test
  void podsMayComeBeforeTheirNode() {
    cache.setPod(on("a", "p"));
    node("a", "1");
    assertThat(cache.snapshot().nodes().getFirst().pods()).hasSize(1);
    cache.removeNode("a");
    assertThat(cache.snapshot().nodes()).isEmpty();
    node("a", "2");
    assertThat(cache.snapshot().nodes().getFirst().pods()).hasSize(1);
    assertThat(cache.snapshot().spread().of("rs").byZone()).isEqualTo(Map.of("2", 1));
  }

  @Test
  void nominationsEndWithTheirPod() {
    node("a", "1");
    PodInfo pod = new PodInfo(Given.pod("p", "1"));
    cache.nominate(pod, "a");
    assertThat(cache.snapshot().nominated()).containsKey("a");
    cache.assume(pod, "a");
    assertThat(cache.snapshot().nominated()).isEmpty();
  }

  /// Whatever comes and goes, the kept counts are those that counting anew gives.
  @Test
  void theCountsStayRight() {
    Random random = new Random(11);
    Map<String, String> zones = new HashMap<>();
    Map<String, String> places = new HashMap<>();
    for (int step = 0; step < 5_000; step++) {
      String node = "n" + random.nextInt(6);
      String pod = "p" + random.nextInt(20);
      switch (random.nextInt(5)) {
        case 0 -> {
          String zone = "z" + random.nextInt(3);
          zones.put(node, zone);
          node(node, zone);
        }
        case 1 -> {
          zones.remove(node);
          cache.removeNode(node);
        }
        case 2, 3 -> {
          places.put(pod, node);
          cache.setPod(on(node, pod));
        }
        default -> {
          places.remove(pod);
          cache.removePod(on(node, pod));
        }
      }
      Map<String, Integer> byNode = new HashMap<>();
      Map<String, Integer> byZone = new HashMap<>();
      for (String at : places.values()) {
        byNode.merge(at, 1, Integer::sum);
        byZone.merge(zones.getOrDefault(at, ""), 1, Integer::sum);
      }
      var counts = cache.snapshot().spread().of("rs");
      assertThat(counts.byNode()).isEqualTo(byNode);
      assertThat(counts.byZone()).isEqualTo(byZone);
      for (NodeInfo info : cache.snapshot().nodes()) {
        int pods = byNode.getOrDefault(info.name(), 0);
        assertThat(info.pods()).hasSize(pods);
        assertThat(info.requested().milliCpu()).isEqualTo(pods * 100L);
      }
    }
  }
}
