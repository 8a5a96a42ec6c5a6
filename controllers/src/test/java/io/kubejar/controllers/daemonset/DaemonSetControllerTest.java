package io.kubejar.controllers.daemonset;

import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static io.kubejar.controllers.testing.Objects.finish;
import static io.kubejar.controllers.testing.Objects.selector;
import static io.kubejar.controllers.testing.Objects.stopTerminating;
import static io.kubejar.controllers.testing.Objects.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.DaemonSet;
import io.kubejar.api.apps.v1.DaemonSetKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.value.IntOrString;
import io.kubejar.controllers.testing.Objects;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DaemonSetControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final DaemonSetController controller = new DaemonSetController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void reconcile() {
    cluster.reconcile(controller.loop());
  }

  private void node(String name, Taint... taints) {
    cluster
        .api()
        .put(
            NodeKind.NODE,
            Node.builder().metadata(m -> m.name(name)).spec(s -> s.taints(taints)).build());
  }

  private void given() {
    cluster
        .api()
        .put(
            DaemonSetKind.DAEMON_SET,
            DaemonSet.builder()
                .metadata(m -> m.namespace(NAMESPACE).name("d"))
                .spec(
                    s ->
                        s.selector(selector("d"))
                            .template(template("d", "x:1"))
                            .updateStrategy(
                                u ->
                                    u.type("RollingUpdate")
                                        .rollingUpdate(
                                            r ->
                                                r.maxUnavailable(IntOrString.of(1))
                                                    .maxSurge(IntOrString.of(0)))))
                .build());
  }

  private void change(UnaryOperator<DaemonSet> change) {
    cluster.api().change(DaemonSetKind.DAEMON_SET, NAMESPACE, "d", change::apply);
  }

  private DaemonSet set() {
    return cluster.api().existing(DaemonSetKind.DAEMON_SET, NAMESPACE, "d");
  }

  private List<Pod> pods() {
    return cluster.api().all(PodKind.POD);
  }

  /// Lets every pod run on the node it is meant for.
  private void runAll() {
    for (Pod pod : pods()) {
      if (pod.spec().nodeName().isEmpty()) {
        cluster
            .api()
            .change(
                PodKind.POD,
                NAMESPACE,
                pod.metadata().name(),
                p -> p.with(b -> b.spec(s -> s.nodeName(DaemonPods.node(pod)))));
        Objects.run(cluster, pod.metadata().name());
      }
    }
  }

  private void settle() {
    for (int i = 0; i < 8; i++) {
      reconcile();
      runAll();
      stopTerminating(cluster);
    }
    reconcile();
  }

  private static Taint taint(String effect) {
    return Taint.builder().key("k").effect(effect).build();
  }

  @Test
  void makesAPodForEachNodeItFits() {
    node("a");
    node("b", taint("NoSchedule"));
    node("c", Taint.builder().key("node.kubernetes.io/not-ready").effect("NoExecute").build());
    given();
    reconcile();

    assertThat(pods().stream().map(DaemonPods::node)).containsExactlyInAnyOrder("a", "c");
    Pod pod = pods().getFirst();
    assertThat(pod.metadata().labels().get("controller-revision-hash")).isNotEmpty();
    assertThat(pod.spec().tolerations().stream().map(Toleration::key))
        .containsExactly(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/unschedulable");
    assertThat(set().status().desiredNumberScheduled()).isEqualTo(2);
    assertThat(set().status().currentNumberScheduled()).isEqualTo(2);
    assertThat(set().status().updatedNumberScheduled()).isEqualTo(2);
    assertThat(set().status().numberUnavailable()).isEqualTo(2);
    assertThat(set().status().collisionCount()).isNull();

    settle();
    assertThat(set().status().numberAvailable()).isEqualTo(2);
    assertThat(set().status().numberUnavailable()).isZero();
  }

  @Test
  void followsNodes() {
    node("a");
    given();
    settle();
    node("b");
    settle();
    assertThat(pods()).hasSize(2);
    cluster
        .api()
        .change(
            NodeKind.NODE, "", "a", n -> n.with(b -> b.spec(s -> s.taints(taint("NoExecute")))));
    settle();
    assertThat(pods().stream().map(DaemonPods::node)).containsExactly("b");
  }

  @Test
  void updatesOneNodeAfterTheOther() {
    node("a");
    node("b");
    node("c");
    given();
    settle();
    change(s -> s.with(b -> b.spec(x -> x.template(template("d", "x:2")))));
    reconcile();
    assertThat(pods().stream().filter(p -> p.metadata().deletionTimestamp() != null)).hasSize(1);
    settle();
    assertThat(pods().stream().map(p -> p.spec().containers().getFirst().image()))
        .containsExactly("x:2", "x:2", "x:2");
    assertThat(set().status().updatedNumberScheduled()).isEqualTo(3);
  }

  @Test
  void surgesBeforeItDeletes() {
    node("a");
    node("b");
    given();
    change(
        s ->
            s.with(
                b ->
                    b.spec(
                        x ->
                            x.updateStrategy(
                                u ->
                                    u.rollingUpdate(
                                        r ->
                                            r.maxSurge(IntOrString.of(1))
                                                .maxUnavailable(IntOrString.of(0)))))));
    settle();
    change(s -> s.with(b -> b.spec(x -> x.template(template("d", "x:2")))));
    reconcile();
    assertThat(pods()).hasSize(3).allMatch(p -> p.metadata().deletionTimestamp() == null);
    settle();
    assertThat(pods().stream().map(p -> p.spec().containers().getFirst().image()))
        .containsExactly("x:2", "x:2");
  }

  @Test
  void leavesOldPodsAloneOnDelete() {
    node("a");
    given();
    change(s -> s.with(b -> b.spec(x -> x.updateStrategy(u -> u.type("OnDelete")))));
    settle();
    String name = pods().getFirst().metadata().name();
    change(s -> s.with(b -> b.spec(x -> x.template(template("d", "x:2")))));
    settle();
    assertThat(pods().getFirst().metadata().name()).isEqualTo(name);
    assertThat(set().status().updatedNumberScheduled()).isZero();
  }

  @Test
  void replacesAFailedPod() {
    node("a");
    given();
    settle();
    String name = pods().getFirst().metadata().name();
    finish(cluster, name, "Failed");
    settle();
    assertThat(pods())
        .singleElement()
        .satisfies(p -> assertThat(p.metadata().name()).isNotEqualTo(name));
    assertThat(cluster.events())
        .contains(
            "Warning FailedDaemonPod DaemonSet/d: Found failed daemon pod default/"
                + name
                + " on node a, will try to kill it");
  }
}
