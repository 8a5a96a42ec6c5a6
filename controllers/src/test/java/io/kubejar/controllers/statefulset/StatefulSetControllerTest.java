package io.kubejar.controllers.statefulset;

import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static io.kubejar.controllers.testing.Objects.finish;
import static io.kubejar.controllers.testing.Objects.run;
import static io.kubejar.controllers.testing.Objects.runAll;
import static io.kubejar.controllers.testing.Objects.selector;
import static io.kubejar.controllers.testing.Objects.stopTerminating;
import static io.kubejar.controllers.testing.Objects.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.ControllerRevision;
import io.kubejar.api.apps.v1.ControllerRevisionKind;
import io.kubejar.api.apps.v1.RollingUpdateStatefulSetStrategy;
import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatefulSetControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final StatefulSetController controller = new StatefulSetController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void reconcile() {
    cluster.reconcile(controller.loop());
  }

  private void settle() {
    for (int i = 0; i < 10; i++) {
      reconcile();
      runAll(cluster);
      stopTerminating(cluster);
    }
    reconcile();
  }

  private void given(int replicas) {
    cluster
        .api()
        .put(
            StatefulSetKind.STATEFUL_SET,
            StatefulSet.builder()
                .metadata(m -> m.namespace(NAMESPACE).name("s"))
                .spec(
                    s ->
                        s.replicas(replicas)
                            .serviceName("s")
                            .selector(selector("s"))
                            .template(template("s", "x:1"))
                            .volumeClaimTemplates(
                                PersistentVolumeClaim.builder()
                                    .metadata(m -> m.name("data"))
                                    .build())
                            .updateStrategy(
                                u ->
                                    u.type("RollingUpdate")
                                        .rollingUpdate(
                                            RollingUpdateStatefulSetStrategy.builder()
                                                .partition(0)
                                                .build())))
                .build());
  }

  private void change(UnaryOperator<StatefulSet> change) {
    cluster.api().change(StatefulSetKind.STATEFUL_SET, NAMESPACE, "s", change::apply);
  }

  private StatefulSet set() {
    return cluster.api().existing(StatefulSetKind.STATEFUL_SET, NAMESPACE, "s");
  }

  private List<String> names() {
    return cluster.api().all(PodKind.POD).stream().map(p -> p.metadata().name()).toList();
  }

  private Pod pod(String name) {
    return cluster.api().existing(PodKind.POD, NAMESPACE, name);
  }

  @Test
  void makesPodsInOrderEachWithItsClaim() {
    given(2);
    reconcile();
    assertThat(names()).containsExactly("s-0");
    Pod first = pod("s-0");
    ControllerRevision revision =
        cluster.api().all(ControllerRevisionKind.CONTROLLER_REVISION).getFirst();
    assertThat(first.metadata().labels())
        .containsEntry("statefulset.kubernetes.io/pod-name", "s-0")
        .containsEntry("apps.kubernetes.io/pod-index", "0")
        .containsEntry("controller-revision-hash", revision.metadata().name());
    assertThat(first.spec().hostname()).isEqualTo("s-0");
    assertThat(first.spec().subdomain()).isEqualTo("s");
    assertThat(first.spec().volumes().getFirst().persistentVolumeClaim()).isNotNull();
    assertThat(cluster.api().all(PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.metadata().name()).isEqualTo("data-s-0");
              assertThat(c.metadata().labels()).containsEntry("app", "s");
              assertThat(c.metadata().ownerReferences()).isEmpty();
            });
    assertThat(revision.revision()).isEqualTo(1);
    assertThat(revision.data().toString()).contains("\"$patch\":\"replace\"");
    assertThat(set().status().replicas()).isEqualTo(1);
    assertThat(set().status().currentReplicas()).isEqualTo(1);
    assertThat(set().status().collisionCount()).isZero();
    assertThat(cluster.events())
        .contains(
            "Normal SuccessfulCreate StatefulSet/s: create Claim data-s-0 Pod s-0 in StatefulSet s"
                + " success",
            "Normal SuccessfulCreate StatefulSet/s: create Pod s-0 in StatefulSet s successful");

    run(cluster, "s-0");
    reconcile();
    assertThat(names()).containsExactly("s-0", "s-1");
    run(cluster, "s-1");
    reconcile();
    assertThat(set().status().readyReplicas()).isEqualTo(2);
    assertThat(set().status().availableReplicas()).isEqualTo(2);
  }

  @Test
  void takesPodsAwayFromTheHighestAndKeepsClaims() {
    given(3);
    settle();
    change(s -> s.with(b -> b.spec(x -> x.replicas(1))));
    reconcile();
    assertThat(pod("s-2").metadata().deletionTimestamp()).isNotNull();
    assertThat(pod("s-1").metadata().deletionTimestamp()).isNull();
    settle();
    assertThat(names()).containsExactly("s-0");
    assertThat(cluster.api().all(PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM)).hasSize(3);
  }

  @Test
  void makesAllAtOnceWhenParallelFromAStart() {
    given(3);
    change(
        s -> s.with(b -> b.spec(x -> x.podManagementPolicy("Parallel").ordinals(o -> o.start(5)))));
    reconcile();
    assertThat(names()).containsExactly("s-5", "s-6", "s-7");
  }

  @Test
  void updatesDownToThePartition() {
    given(3);
    settle();
    change(
        s ->
            s.with(
                b ->
                    b.spec(
                        x ->
                            x.template(template("s", "x:2"))
                                .updateStrategy(u -> u.rollingUpdate(r -> r.partition(1))))));
    reconcile();
    assertThat(pod("s-2").metadata().deletionTimestamp()).isNotNull();
    assertThat(pod("s-1").metadata().deletionTimestamp()).isNull();
    settle();
    assertThat(pod("s-0").spec().containers().getFirst().image()).isEqualTo("x:1");
    assertThat(pod("s-1").spec().containers().getFirst().image()).isEqualTo("x:2");
    assertThat(pod("s-2").spec().containers().getFirst().image()).isEqualTo("x:2");
    assertThat(set().status().updatedReplicas()).isEqualTo(2);
    assertThat(set().status().currentReplicas()).isEqualTo(1);

    cluster.client().resources(PodKind.POD, NAMESPACE).delete("s-0");
    settle();
    assertThat(pod("s-0").spec().containers().getFirst().image()).isEqualTo("x:1");

    change(
        s -> s.with(b -> b.spec(x -> x.updateStrategy(u -> u.rollingUpdate(r -> r.partition(0))))));
    settle();
    assertThat(pod("s-0").spec().containers().getFirst().image()).isEqualTo("x:2");
    assertThat(set().status().currentRevision()).isEqualTo(set().status().updateRevision());
    assertThat(set().status().currentReplicas()).isEqualTo(3);
  }

  @Test
  void replacesAFailedPod() {
    given(1);
    settle();
    finish(cluster, "s-0", "Failed");
    settle();
    assertThat(pod("s-0").status().phase()).isEqualTo("Running");
    assertThat(cluster.events())
        .contains(
            "Warning RecreatingFailedPod StatefulSet/s: StatefulSet default/s is recreating failed"
                + " Pod s-0");
  }

  @Test
  void givesClaimsToPodsThatAreScaledAway() {
    given(2);
    change(
        s ->
            s.with(
                b ->
                    b.spec(
                        x ->
                            x.persistentVolumeClaimRetentionPolicy(
                                p -> p.whenDeleted("Delete").whenScaled("Delete")))));
    settle();
    var claims = cluster.api().all(PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM);
    assertThat(claims).allSatisfy(c -> assertThat(owner(c)).isEqualTo("StatefulSet s"));
    change(s -> s.with(b -> b.spec(x -> x.replicas(1))));
    reconcile();
    assertThat(
            owner(
                cluster
                    .api()
                    .existing(
                        PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM, NAMESPACE, "data-s-1")))
        .isEqualTo("Pod s-1");
  }

  private static String owner(PersistentVolumeClaim claim) {
    var owner = claim.metadata().ownerReferences().getFirst();
    return owner.kind() + " " + owner.name();
  }
}
