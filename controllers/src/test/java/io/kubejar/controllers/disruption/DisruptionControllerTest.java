package io.kubejar.controllers.disruption;

import static io.kubejar.api.apps.v1.ReplicaSetKind.REPLICA_SET;
import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.api.policy.v1.PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.policy.v1.PodDisruptionBudget;
import io.kubejar.api.policy.v1.PodDisruptionBudgetSpec;
import io.kubejar.api.policy.v1.PodDisruptionBudgetSpecBuilder;
import io.kubejar.api.policy.v1.PodDisruptionBudgetStatus;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisruptionControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final DisruptionController controller = new DisruptionController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void budget(PodDisruptionBudgetSpecBuilder spec) {
    var selector = LabelSelector.builder().matchLabels(Map.of("app", "web")).build();
    cluster
        .api()
        .put(
            POD_DISRUPTION_BUDGET,
            PodDisruptionBudget.builder()
                .metadata(m -> m.namespace("default").name("b"))
                .spec(spec.selector(selector).build())
                .build());
  }

  private PodDisruptionBudgetStatus status() {
    cluster.reconcile(controller.loop());
    return cluster.api().existing(POD_DISRUPTION_BUDGET, "default", "b").status();
  }

  @Test
  void aNumberThatHasToBeHealthy() {
    budget(PodDisruptionBudgetSpec.builder().minAvailable(IntOrString.of(1)));
    cluster.api().put(POD, Backends.pod("p1", "10.0.0.1", true));
    cluster.api().put(POD, Backends.pod("p2", "10.0.0.2", false));
    PodDisruptionBudgetStatus tight = status();
    assertThat(tight.expectedPods()).isEqualTo(2);
    assertThat(tight.currentHealthy()).isEqualTo(1);
    assertThat(tight.disruptionsAllowed()).isZero();
    assertThat(tight.conditions().getFirst().reason()).isEqualTo("InsufficientPods");
    cluster.api().put(POD, Backends.pod("p2", "10.0.0.2", true));
    assertThat(status().disruptionsAllowed()).isEqualTo(1);
    assertThat(status().conditions().getFirst().reason()).isEqualTo("SufficientPods");
  }

  @Test
  void aShareOfWhatOwnersAskFor() {
    ReplicaSet set =
        cluster
            .api()
            .put(
                REPLICA_SET,
                ReplicaSet.builder()
                    .metadata(m -> m.namespace("default").name("r"))
                    .spec(s -> s.replicas(4))
                    .build());
    for (int i = 0; i < 3; i++) {
      Pod pod = Backends.pod("p" + i, "10.0.0." + i, true);
      cluster
          .api()
          .put(
              POD,
              pod.with(
                  b -> b.metadata(m -> m.ownerReferences(Owners.reference(REPLICA_SET, set)))));
    }
    budget(PodDisruptionBudgetSpec.builder().maxUnavailable(IntOrString.of("50%")));
    PodDisruptionBudgetStatus status = status();
    assertThat(status.expectedPods()).isEqualTo(4);
    assertThat(status.desiredHealthy()).isEqualTo(2);
    assertThat(status.disruptionsAllowed()).isEqualTo(1);
  }

  @Test
  void grantedEvictionsCountForTwoMinutes() {
    budget(PodDisruptionBudgetSpec.builder().minAvailable(IntOrString.of(0)));
    cluster.api().put(POD, Backends.pod("p1", "10.0.0.1", true));
    status();
    Time now = new Time(cluster.clock().instant());
    cluster
        .api()
        .change(
            POD_DISRUPTION_BUDGET,
            "default",
            "b",
            p -> p.with(b -> b.status(s -> s.disruptedPods(Map.of("p1", now)))));
    assertThat(status().disruptionsAllowed()).isZero();
    cluster.clock().advance(Duration.ofMinutes(2));
    assertThat(status().disruptionsAllowed()).isEqualTo(1);
    assertThat(status().disruptedPods()).isEmpty();
    assertThat(cluster.events()).anyMatch(each -> each.startsWith("Warning NotDeleted Pod/p1"));
  }
}
