package io.kubejar.controllers.replicaset;

import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.apps.v1.ReplicaSetStatus;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.LabelSelector;
import java.util.Map;

/// Replica sets as a [ReplicaKind].
record ReplicaSets() implements ReplicaKind<ReplicaSet> {
  @Override
  public Kind<ReplicaSet> kind() {
    return ReplicaSetKind.REPLICA_SET;
  }

  @Override
  public String component() {
    return "replicaset-controller";
  }

  @Override
  public int replicas(ReplicaSet object) {
    Integer replicas = object.spec().replicas();
    return replicas == null ? 1 : replicas;
  }

  @Override
  public int minReadySeconds(ReplicaSet object) {
    return object.spec().minReadySeconds();
  }

  @Override
  public PodTemplateSpec template(ReplicaSet object) {
    return object.spec().template();
  }

  @Override
  public boolean selects(ReplicaSet object, Map<String, String> labels) {
    LabelSelector selector = object.spec().selector();
    return selector != null
        && !(selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty())
        && LabelSelectors.matches(selector, labels);
  }

  @Override
  public ReplicaSetStatus status(ReplicaSet object) {
    return object.status();
  }

  @Override
  public ReplicaSet withStatus(ReplicaSet object, ReplicaSetStatus status) {
    return object.with(b -> b.status(status));
  }
}
