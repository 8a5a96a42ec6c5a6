package io.kubejar.controllers.tainteviction;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static io.kubejar.api.core.v1.PodKind.POD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaintEvictionControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final TaintEvictionController controller = new TaintEvictionController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  @BeforeEach
  void pods() {
    cluster.api().put(NODE, Backends.node("n1", "a"));
    put("none");
    put("always", toleration(null));
    put("minute", toleration(60L));
  }

  private void put(String name, Toleration... tolerations) {
    cluster
        .api()
        .put(
            POD,
            Backends.pod(name, "10.0.0.1", true)
                .with(b -> b.spec(s -> s.tolerations(tolerations))));
  }

  private static Toleration toleration(@Nullable Long seconds) {
    return Toleration.builder()
        .key("k")
        .operator("Exists")
        .effect("NoExecute")
        .tolerationSeconds(seconds)
        .build();
  }

  private void taint(Taint... taints) {
    cluster.api().change(NODE, "", "n1", n -> n.with(b -> b.spec(s -> s.taints(taints))));
    cluster.reconcile(controller.loop());
  }

  private List<String> evicted() {
    return cluster.api().all(POD).stream()
        .filter(Pods::isTerminating)
        .map(pod -> pod.metadata().name())
        .toList();
  }

  private static Taint noExecute() {
    return Taint.builder().key("k").effect("NoExecute").build();
  }

  @Test
  void podsGoWhenTheirTolerationEnds() {
    taint(noExecute());
    assertThat(evicted()).containsExactly("none");
    assertThat(cluster.events())
        .containsExactly(
            "Normal TaintManagerEviction Pod/none: Marking for deletion Pod default/none");
    assertThat(Pods.condition(cluster.api().existing(POD, "default", "none"), "DisruptionTarget"))
        .matches(each -> each != null && each.reason().equals("DeletionByTaintManager"));
    cluster.clock().advance(Duration.ofSeconds(59));
    cluster.reconcile(controller.loop());
    assertThat(evicted()).containsExactly("none");
    cluster.clock().advance(Duration.ofSeconds(1));
    cluster.reconcile(controller.loop());
    assertThat(evicted()).containsExactly("minute", "none");
  }

  @Test
  void aTaintThatGoesCancels() {
    taint(noExecute());
    taint();
    cluster.clock().advance(Duration.ofMinutes(2));
    cluster.reconcile(controller.loop());
    assertThat(evicted()).containsExactly("none");
    assertThat(cluster.events())
        .contains(
            "Normal TaintManagerEviction Pod/minute: Cancelling deletion of Pod default/minute");
  }
}
