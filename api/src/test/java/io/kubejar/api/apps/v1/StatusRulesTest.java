package io.kubejar.api.apps.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.ReplicationController;
import io.kubejar.api.core.v1.ReplicationControllerKind;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.LabelSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a status may say, and what sets are held to beyond their templates.
class StatusRulesTest {
  private static final LabelSelector SELECTOR =
      LabelSelector.builder().matchLabels(Map.of("app", "web")).build();
  private static final PodTemplateSpec TEMPLATE =
      PodTemplateSpec.builder()
          .metadata(m -> m.labels(Map.of("app", "web")))
          .spec(p -> p.containers(Container.builder().name("c").image("nginx").build()))
          .build();
  private static final DaemonSet DAEMONS =
      DaemonSetKind.DAEMON_SET.defaults(
          DaemonSet.builder()
              .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
              .spec(s -> s.selector(SELECTOR).template(TEMPLATE))
              .build());
  private static final StatefulSet STATEFUL =
      StatefulSetKind.STATEFUL_SET.defaults(
          StatefulSet.builder()
              .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
              .spec(s -> s.selector(SELECTOR).template(TEMPLATE).serviceName("web"))
              .build());

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void daemonsAreNeverFewerThanNone() {
    DaemonSet changed = DAEMONS.with(d -> d.status(s -> s.numberReady(-1).numberAvailable(-2)));
    assertThat(texts(Validation.status(DaemonSetKind.DAEMON_SET, changed, DAEMONS)))
        .containsExactly(
            "status.numberReady: Invalid value: -1: must be greater than or equal to 0",
            "status.numberAvailable: Invalid value: -2: must be greater than or equal to 0");
  }

  @Test
  void collisionsOnlyBecomeMore() {
    DaemonSet three = DAEMONS.with(d -> d.status(s -> s.collisionCount(3)));
    assertThat(texts(Validation.status(DaemonSetKind.DAEMON_SET, three, DAEMONS))).isEmpty();
    assertThat(texts(Validation.status(DaemonSetKind.DAEMON_SET, DAEMONS, three)))
        .containsExactly("status.collisionCount: Invalid value: 0: cannot be decremented");
  }

  @Test
  void anUnknownUpdateStrategyIsShownAsAWhole() {
    DaemonSet changed =
        DAEMONS.with(
            d ->
                d.spec(s -> s.updateStrategy(DaemonSetUpdateStrategy.builder().type("X").build())));
    assertThat(texts(Validation.create(DaemonSetKind.DAEMON_SET, changed)))
        .containsExactly(
            "spec.updateStrategy: Unsupported value: {\"Type\":\"X\",\"RollingUpdate\":null}:"
                + " supported values: \"RollingUpdate\", \"OnDelete\"");
  }

  @Test
  void noMorePodsOfASetAreReadyThanThereAre() {
    StatefulSet changed =
        STATEFUL.with(d -> d.status(s -> s.replicas(1).readyReplicas(2).availableReplicas(3)));
    assertThat(texts(Validation.status(StatefulSetKind.STATEFUL_SET, changed, STATEFUL)))
        .containsExactly(
            "status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas",
            "status.availableReplicas: Invalid value: 3: cannot be greater than status.replicas",
            "status.availableReplicas: Invalid value: 3: cannot be greater than"
                + " status.readyReplicas");
  }

  @Test
  void whatAnOlderServerTookStaysInASet() {
    StatefulSet wrong =
        STATEFUL.with(d -> d.spec(s -> s.serviceName("A_b").revisionHistoryLimit(-1)));
    assertThat(texts(Validation.create(StatefulSetKind.STATEFUL_SET, wrong)))
        .hasSize(2)
        .anyMatch(each -> each.startsWith("spec.serviceName: Invalid value: \"A_b\": a lowercase"))
        .contains(
            "spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0");
    assertThat(texts(Validation.update(StatefulSetKind.STATEFUL_SET, wrong, wrong))).isEmpty();
  }

  @Test
  void replicationControllersAndReplicaSetsCountAlike() {
    ReplicaSet set =
        ReplicaSetKind.REPLICA_SET.defaults(
            ReplicaSet.builder()
                .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
                .spec(s -> s.selector(SELECTOR).template(TEMPLATE))
                .status(s -> s.replicas(1).availableReplicas(1))
                .build());
    assertThat(texts(Validation.status(ReplicaSetKind.REPLICA_SET, set, set)))
        .containsExactly(
            "status.availableReplicas: Invalid value: 1: cannot be greater than readyReplicas");
    ReplicationController controller =
        ReplicationControllerKind.REPLICATION_CONTROLLER.defaults(
            ReplicationController.builder()
                .metadata(m -> m.name("web").namespace("ns").resourceVersion("1"))
                .spec(s -> s.template(TEMPLATE))
                .status(s -> s.fullyLabeledReplicas(2))
                .build());
    assertThat(
            texts(
                Validation.status(
                    ReplicationControllerKind.REPLICATION_CONTROLLER, controller, controller)))
        .containsExactly(
            "status.fullyLabeledReplicas: Invalid value: 2: cannot be greater than"
                + " status.replicas");
  }
}
