package io.kubejar.controllers.nodeipam;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeIpamControllerTest {
  @Test
  void eachNodeHasANetworkOfItsOwn() {
    try (var cluster = new TestCluster()) {
      var controller = new NodeIpamController(cluster.context(), List.of("10.244.0.0/16"));
      cluster
          .api()
          .put(
              NODE,
              Backends.node("a", "z")
                  .with(b -> b.spec(s -> s.podCIDR("10.244.0.0/24").podCIDRs("10.244.0.0/24"))));
      cluster.api().put(NODE, Backends.node("b", "z"));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().existing(NODE, "", "b").spec().podCIDR()).isEqualTo("10.244.1.0/24");
      assertThat(cluster.api().existing(NODE, "", "b").spec().podCIDRs())
          .containsExactly("10.244.1.0/24");
    }
  }

  @Test
  void aSmallNetworkRunsOut() {
    try (var cluster = new TestCluster()) {
      var controller = new NodeIpamController(cluster.context(), List.of("10.0.0.0/24"));
      cluster.api().put(NODE, Backends.node("a", "z"));
      cluster.reconcile(controller.loop());
      cluster.api().put(NODE, Backends.node("b", "z"));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().existing(NODE, "", "b").spec().podCIDR()).isEmpty();
      assertThat(cluster.events())
          .contains("Normal CIDRNotAvailable Node/b: Node b status is now: CIDRNotAvailable");
    }
  }
}
