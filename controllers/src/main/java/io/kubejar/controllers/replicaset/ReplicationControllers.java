package io.kubejar.controllers.replicaset;

import io.kubejar.api.apps.v1.ReplicaSetCondition;
import io.kubejar.api.apps.v1.ReplicaSetStatus;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.ReplicationController;
import io.kubejar.api.core.v1.ReplicationControllerCondition;
import io.kubejar.api.core.v1.ReplicationControllerKind;
import io.kubejar.api.core.v1.ReplicationControllerStatus;
import io.kubejar.api.kind.Kind;
import java.util.Map;

/// Replication controllers as a [ReplicaKind].
record ReplicationControllers() implements ReplicaKind<ReplicationController> {
  @Override
  public Kind<ReplicationController> kind() {
    return ReplicationControllerKind.REPLICATION_CONTROLLER;
  }

  @Override
  public String component() {
    return "replication-controller";
  }

  @Override
  public int replicas(ReplicationController object) {
    Integer replicas = object.spec().replicas();
    return replicas == null ? 1 : replicas;
  }

  @Override
  public int minReadySeconds(ReplicationController object) {
    return object.spec().minReadySeconds();
  }

  @Override
  public PodTemplateSpec template(ReplicationController object) {
    PodTemplateSpec template = object.spec().template();
    return template == null ? PodTemplateSpec.builder().build() : template;
  }

  @Override
  public boolean selects(ReplicationController object, Map<String, String> labels) {
    Map<String, String> selector = object.spec().selector();
    return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
  }

  @Override
  public ReplicaSetStatus status(ReplicationController object) {
    ReplicationControllerStatus status = object.status();
    return ReplicaSetStatus.builder()
        .replicas(status.replicas())
        .fullyLabeledReplicas(status.fullyLabeledReplicas())
        .readyReplicas(status.readyReplicas())
        .availableReplicas(status.availableReplicas())
        .observedGeneration(status.observedGeneration())
        .conditions(
            status.conditions().stream()
                .map(
                    c ->
                        new ReplicaSetCondition(
                            c.type(), c.status(), c.lastTransitionTime(), c.reason(), c.message()))
                .toList())
        .build();
  }

  @Override
  public ReplicationController withStatus(ReplicationController object, ReplicaSetStatus status) {
    return object.with(
        b ->
            b.status(
                ReplicationControllerStatus.builder()
                    .replicas(status.replicas())
                    .fullyLabeledReplicas(status.fullyLabeledReplicas())
                    .readyReplicas(status.readyReplicas())
                    .availableReplicas(status.availableReplicas())
                    .observedGeneration(status.observedGeneration())
                    .conditions(
                        status.conditions().stream()
                            .map(
                                c ->
                                    new ReplicationControllerCondition(
                                        c.type(),
                                        c.status(),
                                        c.lastTransitionTime(),
                                        c.reason(),
                                        c.message()))
                            .toList())
                    .build()));
  }
}
