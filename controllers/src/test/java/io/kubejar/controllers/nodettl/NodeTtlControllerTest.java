package io.kubejar.controllers.nodettl;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Node;
import io.kubejar.controllers.testing.TestCluster;
import org.junit.jupiter.api.Test;

class NodeTtlControllerTest {
  @Test
  void theTimeGrowsWithTheNumberOfNodes() {
    try (var cluster = new TestCluster()) {
      var controller = new NodeTtlController(cluster.context());
      add(cluster, 0, 1);
      cluster.reconcile(controller.loop());
      assertThat(ttl(cluster, 0)).isEqualTo("0");
      add(cluster, 1, 101);
      cluster.reconcile(controller.loop());
      assertThat(ttl(cluster, 100)).isEqualTo("15");
    }
  }

  private static void add(TestCluster cluster, int from, int to) {
    for (int i = from; i < to; i++) {
      String name = "n" + i;
      cluster.api().put(NODE, Node.builder().metadata(m -> m.name(name)).build());
    }
  }

  private static String ttl(TestCluster cluster, int node) {
    return String.valueOf(
        cluster
            .api()
            .existing(NODE, "", "n" + node)
            .metadata()
            .annotations()
            .get("node.alpha.kubernetes.io/ttl"));
  }
}
