package io.kubejar.controllers.podgc;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static io.kubejar.api.core.v1.PodKind.POD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PodGarbageCollectorTest {
  private final TestCluster cluster = new TestCluster();
  private final PodGarbageCollector collector = new PodGarbageCollector(cluster.context(), 2);

  @AfterEach
  void close() {
    cluster.close();
  }

  private List<String> after(long seconds) {
    for (long i = 0; i < seconds; i += 10) {
      cluster.clock().advance(Duration.ofSeconds(10));
      cluster.reconcile(collector.loop());
    }
    return cluster.api().all(POD).stream().map(pod -> pod.metadata().name()).toList();
  }

  @Test
  void podsOfGoneNodesGo() {
    cluster.api().put(NODE, Backends.node("n1", "a"));
    cluster.api().put(POD, Backends.pod("stays", "10.0.0.1", true));
    cluster
        .api()
        .put(POD, Backends.pod("goes", "10.0.0.2", true).with(b -> b.spec(s -> s.nodeName("x"))));
    assertThat(after(40)).containsExactly("goes", "stays");
    assertThat(after(40)).containsExactly("stays");
    assertThat(cluster.api().log()).containsExactly("PATCH pods/status goes", "DELETE pods goes");
  }

  @Test
  void theOldestFinishedPodsGo() {
    cluster.api().put(NODE, Backends.node("n1", "a"));
    for (int i = 0; i < 4; i++) {
      String day = "2026-01-0" + (i + 1);
      Pod pod = Backends.pod("p" + i, "10.0.0.1", false);
      cluster
          .api()
          .put(
              POD,
              pod.with(
                  b ->
                      b.metadata(m -> m.creationTimestamp(Time.parse(day + "T00:00:00Z")))
                          .status(s -> s.phase("Succeeded"))));
    }
    assertThat(after(30)).containsExactly("p2", "p3");
  }

  @Test
  void terminatingPodsWithoutANodeGo() {
    cluster
        .api()
        .put(
            POD,
            Backends.pod("p", "", false)
                .with(
                    b ->
                        b.metadata(m -> m.deletionTimestamp(Time.parse("2026-01-01T00:00:00Z")))
                            .spec(s -> s.nodeName(""))));
    assertThat(after(30)).isEmpty();
  }
}
