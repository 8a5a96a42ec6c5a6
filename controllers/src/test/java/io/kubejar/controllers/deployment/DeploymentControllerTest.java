package io.kubejar.controllers.deployment;

import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static io.kubejar.controllers.testing.Objects.runAll;
import static io.kubejar.controllers.testing.Objects.selector;
import static io.kubejar.controllers.testing.Objects.stopTerminating;
import static io.kubejar.controllers.testing.Objects.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentCondition;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.apps.v1.RollingUpdateDeployment;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.value.IntOrString;
import io.kubejar.controllers.replicaset.ReplicaSetController;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeploymentControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final DeploymentController controller = new DeploymentController(cluster.context());
  private final ReplicaSetController<ReplicaSet> sets =
      ReplicaSetController.ofReplicaSets(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void reconcile() {
    cluster.reconcile(controller.loop(), sets.loop());
  }

  private void given(int replicas) {
    cluster
        .api()
        .put(
            DeploymentKind.DEPLOYMENT,
            Deployment.builder()
                .metadata(m -> m.namespace(NAMESPACE).name("d"))
                .spec(
                    s ->
                        s.replicas(replicas)
                            .selector(selector("d"))
                            .template(template("d", "x:1"))
                            .progressDeadlineSeconds(600)
                            .revisionHistoryLimit(1)
                            .strategy(
                                t ->
                                    t.type("RollingUpdate")
                                        .rollingUpdate(
                                            RollingUpdateDeployment.builder()
                                                .maxSurge(IntOrString.of("25%"))
                                                .maxUnavailable(IntOrString.of("25%"))
                                                .build())))
                .build());
  }

  private void change(UnaryOperator<Deployment> change) {
    cluster.api().change(DeploymentKind.DEPLOYMENT, NAMESPACE, "d", change::apply);
  }

  private void image(String image) {
    change(d -> d.with(b -> b.spec(s -> s.template(template("d", image)))));
  }

  private Deployment deployment() {
    return cluster.api().existing(DeploymentKind.DEPLOYMENT, NAMESPACE, "d");
  }

  private List<ReplicaSet> sets() {
    return cluster.api().all(ReplicaSetKind.REPLICA_SET);
  }

  private ReplicaSet set(String revision) {
    return sets().stream()
        .filter(s -> revision.equals(s.metadata().annotations().get(RevisionAnnotations.REVISION)))
        .findFirst()
        .orElseThrow();
  }

  private String condition(String type) {
    DeploymentCondition c = DeploymentStatuses.find(deployment().status(), type);
    return c == null ? "" : c.status() + " " + c.reason() + ": " + c.message();
  }

  private void settle() {
    for (int i = 0; i < 10; i++) {
      reconcile();
      runAll(cluster);
      stopTerminating(cluster);
    }
    reconcile();
  }

  @Test
  void makesAReplicaSetAndFollowsItToTheEnd() {
    given(2);
    reconcile();

    ReplicaSet set = sets().getFirst();
    assertThat(set.metadata().annotations())
        .containsEntry("deployment.kubernetes.io/revision", "1")
        .containsEntry("deployment.kubernetes.io/desired-replicas", "2")
        .containsEntry("deployment.kubernetes.io/max-replicas", "3");
    String hash = set.metadata().labels().get("pod-template-hash");
    assertThat(set.metadata().name()).isEqualTo("d-" + hash);
    assertThat(set.spec().selector()).isNotNull();
    assertThat(deployment().metadata().annotations())
        .containsEntry("deployment.kubernetes.io/revision", "1");
    assertThat(deployment().status().unavailableReplicas()).isEqualTo(2);
    assertThat(condition("Available"))
        .isEqualTo(
            "False MinimumReplicasUnavailable: Deployment does not have minimum availability.");
    assertThat(condition("Progressing")).startsWith("True ReplicaSetUpdated");
    assertThat(cluster.events())
        .contains(
            "Normal ScalingReplicaSet Deployment/d: Scaled up replica set "
                + set.metadata().name()
                + " from 0 to 2");

    runAll(cluster);
    reconcile();
    assertThat(deployment().status().availableReplicas()).isEqualTo(2);
    assertThat(deployment().status().terminatingReplicas()).isZero();
    assertThat(condition("Available"))
        .isEqualTo("True MinimumReplicasAvailable: Deployment has minimum availability.");
    assertThat(condition("Progressing"))
        .isEqualTo(
            "True NewReplicaSetAvailable: ReplicaSet \""
                + set.metadata().name()
                + "\" has successfully progressed.");
  }

  @Test
  void rollsWithinItsBounds() {
    given(4);
    settle();
    image("x:2");
    reconcile();
    // one more than wanted, one fewer than wanted
    assertThat(set("2").spec().replicas()).isEqualTo(2);
    assertThat(set("1").spec().replicas()).isEqualTo(3);

    settle();
    assertThat(set("2").spec().replicas()).isEqualTo(4);
    assertThat(set("1").spec().replicas()).isZero();
    assertThat(deployment().status().updatedReplicas()).isEqualTo(4);
    assertThat(condition("Progressing")).startsWith("True NewReplicaSetAvailable");
    assertThat(deployment().metadata().annotations())
        .containsEntry("deployment.kubernetes.io/revision", "2");
  }

  @Test
  void rollsBackToAnOldSetAndForgetsTheOldest() {
    given(1);
    settle();
    image("x:2");
    settle();
    image("x:1");
    settle();
    assertThat(sets()).hasSize(2);
    assertThat(set("3").metadata().annotations())
        .containsEntry("deployment.kubernetes.io/revision-history", "1");
    assertThat(set("3").spec().replicas()).isEqualTo(1);

    image("x:3");
    settle();
    assertThat(sets()).hasSize(2);
    assertThat(set("4").spec().replicas()).isEqualTo(1);
    assertThat(set("3").spec().replicas()).isZero();
  }

  @Test
  void scalesInProportion() {
    given(10);
    settle();
    change(
        d ->
            d.with(
                b ->
                    b.spec(
                        s ->
                            s.template(template("d", "x:2"))
                                .strategy(
                                    t ->
                                        t.rollingUpdate(
                                            r ->
                                                r.maxSurge(IntOrString.of(3))
                                                    .maxUnavailable(IntOrString.of(2)))))));
    reconcile();
    assertThat(set("1").spec().replicas()).isEqualTo(8);
    assertThat(set("2").spec().replicas()).isEqualTo(5);

    change(d -> d.with(b -> b.spec(s -> s.replicas(15).paused(true))));
    reconcile();
    assertThat(set("1").spec().replicas()).isEqualTo(11);
    assertThat(set("2").spec().replicas()).isEqualTo(7);
    assertThat(condition("Progressing"))
        .isEqualTo("Unknown DeploymentPaused: Deployment is paused");

    change(d -> d.with(b -> b.spec(s -> s.paused(false))));
    settle();
    assertThat(set("2").spec().replicas()).isEqualTo(15);
  }

  @Test
  void recreatesOnlyWhenNoOldPodIsLeft() {
    given(2);
    change(
        d ->
            d.with(
                b -> b.spec(s -> s.strategy(t -> t.type("Recreate").rollingUpdate(noUpdate())))));
    settle();
    image("x:2");
    reconcile();
    assertThat(sets()).hasSize(1);
    assertThat(cluster.api().all(PodKind.POD))
        .hasSize(2)
        .allMatch(p -> p.metadata().deletionTimestamp() != null);

    stopTerminating(cluster);
    reconcile();
    assertThat(set("2").spec().replicas()).isEqualTo(2);
    assertThat(cluster.api().all(PodKind.POD).stream().map(DeploymentControllerTest::image))
        .containsExactly("x:2", "x:2");
  }

  private static @org.jspecify.annotations.Nullable RollingUpdateDeployment noUpdate() {
    return null;
  }

  private static String image(Pod pod) {
    return pod.spec().containers().getFirst().image();
  }

  @Test
  void saysWhenItsDeadlineHasPassed() {
    given(1);
    reconcile();
    cluster.clock().advance(Duration.ofSeconds(602));
    reconcile();
    assertThat(condition("Progressing"))
        .isEqualTo(
            "False ProgressDeadlineExceeded: ReplicaSet \""
                + sets().getFirst().metadata().name()
                + "\" has timed out progressing.");
    runAll(cluster);
    reconcile();
    assertThat(condition("Progressing")).startsWith("True NewReplicaSetAvailable");
  }

  @Test
  void takesAnotherNameWhenTheHashIsTaken() {
    given(1);
    ReplicaSet taken = TemplateMatch.newSet(deployment(), 1);
    cluster
        .api()
        .put(
            ReplicaSetKind.REPLICA_SET,
            taken.with(
                b ->
                    b.metadata(m -> m.ownerReferences().labels(java.util.Map.of()))
                        .spec(s -> s.replicas(0).template(template("other", "y:1")))));
    reconcile();
    cluster.clock().advance(Duration.ofSeconds(1));
    reconcile();
    assertThat(deployment().status().collisionCount()).isEqualTo(1);
    assertThat(sets()).hasSize(2);
  }
}
