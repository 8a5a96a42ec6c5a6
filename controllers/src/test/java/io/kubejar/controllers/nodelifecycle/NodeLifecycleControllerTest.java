package io.kubejar.controllers.nodelifecycle;

import static io.kubejar.api.coordination.v1.LeaseKind.LEASE;
import static io.kubejar.api.core.v1.NodeKind.NODE;
import static io.kubejar.api.core.v1.PodKind.POD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeCondition;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.value.MicroTime;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLifecycleControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final NodeLifecycleController controller = new NodeLifecycleController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  @BeforeEach
  void aReadyNode() {
    cluster
        .api()
        .put(
            NODE,
            Backends.node("n1", "a")
                .with(b -> b.status(s -> s.conditions(condition("Ready", "True")))));
    cluster.api().put(POD, Backends.pod("p", "10.0.0.1", true));
    cluster.reconcile(controller.loop());
  }

  private static NodeCondition condition(String type, String status) {
    return NodeCondition.builder().type(type).status(status).build();
  }

  private void report(String type, String status) {
    cluster
        .api()
        .change(
            NODE, "", "n1", n -> n.with(b -> b.status(s -> s.conditions(condition(type, status)))));
    cluster.reconcile(controller.loop());
  }

  private void after(long seconds) {
    cluster.clock().advance(Duration.ofSeconds(seconds));
    cluster.reconcile(controller.loop());
  }

  private Node node() {
    return cluster.api().existing(NODE, "", "n1");
  }

  private List<String> taints() {
    return node().spec().taints().stream()
        .map(taint -> taint.key() + ":" + taint.effect())
        .sorted()
        .toList();
  }

  @Test
  void aSilentNodeIsUnknownAndTainted() {
    after(49);
    assertThat(NodeTaints.status(node(), "Ready")).isEqualTo("True");
    after(2);
    NodeCondition ready = node().status().conditions().getFirst();
    assertThat(ready.status()).isEqualTo("Unknown");
    assertThat(ready.reason()).isEqualTo("NodeStatusUnknown");
    assertThat(ready.message()).isEqualTo("Kubelet stopped posting node status.");
    assertThat(NodeTaints.condition(node(), "DiskPressure"))
        .matches(each -> each != null && each.reason().equals("NodeStatusNeverUpdated"));
    assertThat(taints())
        .containsExactly(
            "node.kubernetes.io/unreachable:NoExecute",
            "node.kubernetes.io/unreachable:NoSchedule");
    assertThat(Pods.isReady(cluster.api().existing(POD, "default", "p"))).isFalse();
    assertThat(cluster.events())
        .contains(
            "Normal NodeNotReady Node/n1: Node n1 status is now: NodeNotReady",
            "Warning NodeNotReady Pod/p: Node is not ready");
    report("Ready", "True");
    assertThat(taints()).isEmpty();
  }

  @Test
  void renewedLeasesKeepANode() {
    for (int i = 0; i < 10; i++) {
      var time = new MicroTime(cluster.clock().instant());
      cluster
          .api()
          .put(
              LEASE,
              Lease.builder()
                  .metadata(m -> m.namespace("kube-node-lease").name("n1"))
                  .spec(s -> s.renewTime(time))
                  .build());
      after(30);
    }
    assertThat(NodeTaints.status(node(), "Ready")).isEqualTo("True");
  }

  @Test
  void taintsFollowConditions() {
    report("Ready", "False");
    assertThat(taints())
        .containsExactly(
            "node.kubernetes.io/not-ready:NoExecute", "node.kubernetes.io/not-ready:NoSchedule");
    report("Ready", "True");
    report("DiskPressure", "True");
    cluster.api().change(NODE, "", "n1", n -> n.with(b -> b.spec(s -> s.unschedulable(true))));
    cluster.reconcile(controller.loop());
    assertThat(taints())
        .containsExactly(
            "node.kubernetes.io/disk-pressure:NoSchedule",
            "node.kubernetes.io/unschedulable:NoSchedule");
  }

  @Test
  void aNodeThatHasSaidNothingYetTakesPods() {
    cluster
        .api()
        .put(
            NODE,
            Backends.node("n2", "a")
                .with(
                    b ->
                        b.spec(
                                s ->
                                    s.taints(
                                        Taint.builder()
                                            .key("node.kubernetes.io/not-ready")
                                            .effect("NoSchedule")
                                            .build()))
                            .status(s -> s.conditions())));
    cluster.reconcile(controller.loop());
    assertThat(cluster.api().existing(NODE, "", "n2").spec().taints()).isEmpty();
  }
}
