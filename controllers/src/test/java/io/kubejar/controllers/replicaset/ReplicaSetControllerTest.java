package io.kubejar.controllers.replicaset;

import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static io.kubejar.controllers.testing.Objects.pod;
import static io.kubejar.controllers.testing.Objects.run;
import static io.kubejar.controllers.testing.Objects.runAll;
import static io.kubejar.controllers.testing.Objects.selector;
import static io.kubejar.controllers.testing.Objects.stopTerminating;
import static io.kubejar.controllers.testing.Objects.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.client.Request;
import io.kubejar.controllers.testing.Answers;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReplicaSetControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final ReplicaSetController<ReplicaSet> controller =
      ReplicaSetController.ofReplicaSets(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void reconcile() {
    cluster.reconcile(controller.loop());
  }

  private void given(int replicas) {
    cluster
        .api()
        .put(
            ReplicaSetKind.REPLICA_SET,
            ReplicaSet.builder()
                .metadata(m -> m.namespace(NAMESPACE).name("web"))
                .spec(
                    s ->
                        s.replicas(replicas)
                            .selector(selector("web"))
                            .template(template("web", "x:1")))
                .build());
  }

  private ReplicaSet set() {
    return cluster.api().existing(ReplicaSetKind.REPLICA_SET, NAMESPACE, "web");
  }

  private void change(java.util.function.UnaryOperator<ReplicaSet> change) {
    cluster.api().change(ReplicaSetKind.REPLICA_SET, NAMESPACE, "web", change::apply);
  }

  private List<Pod> pods() {
    return cluster.api().all(PodKind.POD);
  }

  private List<String> names() {
    return pods().stream().map(p -> p.metadata().name()).toList();
  }

  @Test
  void makesPodsAndCountsThem() {
    given(3);
    reconcile();

    assertThat(pods())
        .hasSize(3)
        .allSatisfy(
            p -> {
              assertThat(p.metadata().generateName()).isEqualTo("web-");
              assertThat(p.metadata().labels()).containsEntry("app", "web");
              assertThat(p.metadata().ownerReferences())
                  .singleElement()
                  .satisfies(
                      o -> {
                        assertThat(o.kind()).isEqualTo("ReplicaSet");
                        assertThat(o.apiVersion()).isEqualTo("apps/v1");
                        assertThat(o.controller()).isTrue();
                        assertThat(o.blockOwnerDeletion()).isTrue();
                      });
            });
    assertThat(set().status().replicas()).isEqualTo(3);
    assertThat(set().status().fullyLabeledReplicas()).isEqualTo(3);
    assertThat(set().status().terminatingReplicas()).isZero();
    assertThat(set().status().observedGeneration()).isEqualTo(1);
    assertThat(cluster.events())
        .contains("Normal SuccessfulCreate ReplicaSet/web: Created pod: " + names().getFirst());

    runAll(cluster);
    reconcile();
    assertThat(set().status().readyReplicas()).isEqualTo(3);
    assertThat(set().status().availableReplicas()).isEqualTo(3);
  }

  @Test
  void adoptsWhatMatchesAndReleasesWhatDoesNot() {
    cluster.api().put(PodKind.POD, pod("loose", "web"));
    given(1);
    reconcile();
    assertThat(names()).containsExactly("loose");
    assertThat(pods().getFirst().metadata().ownerReferences()).hasSize(1);

    cluster
        .api()
        .change(
            PodKind.POD,
            NAMESPACE,
            "loose",
            p -> p.with(b -> b.metadata(m -> m.labels(Map.of("app", "other")))));
    reconcile();
    assertThat(names()).hasSize(2).contains("loose");
    assertThat(cluster.api().existing(PodKind.POD, NAMESPACE, "loose").metadata().ownerReferences())
        .isEmpty();
  }

  @Test
  void deletesWhatMattersLeast() {
    given(3);
    reconcile();
    List<String> before = names();
    run(cluster, before.get(0));
    run(cluster, before.get(2));
    reconcile();
    change(s -> s.with(b -> b.spec(x -> x.replicas(2))));
    reconcile();

    assertThat(names()).containsExactly(before.get(0), before.get(2));
    assertThat(cluster.events())
        .contains("Normal SuccessfulDelete ReplicaSet/web: Deleted pod: " + before.get(1));
  }

  @Test
  void countsTerminatingPodsAndReplacesThem() {
    given(1);
    reconcile();
    runAll(cluster);
    reconcile();
    cluster.client().resources(PodKind.POD, NAMESPACE).delete(names().getFirst());
    reconcile();
    assertThat(pods()).hasSize(2);
    assertThat(set().status().terminatingReplicas()).isEqualTo(1);
    assertThat(set().status().replicas()).isEqualTo(1);

    stopTerminating(cluster);
    reconcile();
    assertThat(pods()).hasSize(1);
    assertThat(set().status().terminatingReplicas()).isZero();
  }

  @Test
  void isAvailableAfterMinReadySeconds() {
    given(1);
    change(s -> s.with(b -> b.spec(x -> x.minReadySeconds(10))));
    reconcile();
    runAll(cluster);
    reconcile();
    assertThat(set().status().readyReplicas()).isEqualTo(1);
    assertThat(set().status().availableReplicas()).isZero();

    cluster.clock().advance(Duration.ofSeconds(10));
    reconcile();
    assertThat(set().status().availableReplicas()).isEqualTo(1);
  }

  @Test
  void stopsAfterAFailedBatchAndSaysSo() {
    cluster
        .api()
        .refuse(
            r ->
                r.kind() == PodKind.POD && r.verb() == Request.Verb.CREATE
                    ? Optional.of(Answers.forbidden(PodKind.POD, "web-"))
                    : Optional.empty());
    given(10);
    reconcile();

    assertThat(pods()).isEmpty();
    assertThat(cluster.events())
        .contains(
            "Warning FailedCreate ReplicaSet/web: Error creating: pods \"web-\" is forbidden:"
                + " exceeded quota");
    assertThat(set().status().conditions())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.type()).isEqualTo("ReplicaFailure");
              assertThat(c.status()).isEqualTo("True");
              assertThat(c.reason()).isEqualTo("FailedCreate");
            });

    cluster.api().refuseNothing();
    cluster.clock().advance(Duration.ofSeconds(1));
    reconcile();
    assertThat(pods()).hasSize(10);
    assertThat(set().status().conditions()).isEmpty();
  }
}
