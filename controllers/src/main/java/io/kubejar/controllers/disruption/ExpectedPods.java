package io.kubejar.controllers.disruption;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ReplicationController;
import io.kubejar.api.core.v1.ReplicationControllerKind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Owners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many pods the owners of some pods ask for together.
final class ExpectedPods {
  private final Informer<Deployment> deploymentInformer;
  private final Informer<ReplicaSet> setInformer;
  private final Informer<StatefulSet> statefulInformer;
  private final Informer<ReplicationController> controllerInformer;

  ExpectedPods(Informers informers) {
    this.deploymentInformer = informers.of(DeploymentKind.DEPLOYMENT);
    this.setInformer = informers.of(ReplicaSetKind.REPLICA_SET);
    this.statefulInformer = informers.of(StatefulSetKind.STATEFUL_SET);
    this.controllerInformer = informers.of(ReplicationControllerKind.REPLICATION_CONTROLLER);
  }

  /// What was counted.
  ///
  /// @param count the replicas of all owners
  /// @param unmanaged the names of pods that no controller owns
  /// @param ownerless a pod whose owner has no number of replicas, or null
  record Count(int count, List<String> unmanaged, @Nullable String ownerless) {}

  private record Scale(String uid, int replicas) {}

  List<Informer<?>> informers() {
    return List.of(deploymentInformer, setInformer, statefulInformer, controllerInformer);
  }

  Count of(List<Pod> pods) {
    Map<String, Integer> scales = new HashMap<>();
    List<String> unmanaged = new ArrayList<>();
    String ownerless = null;
    for (Pod pod : pods) {
      OwnerReference owner = Owners.controllerOf(pod);
      if (owner == null) {
        unmanaged.add(pod.metadata().name());
        continue;
      }
      Scale scale = scale(pod.metadata().namespace(), owner);
      if (scale == null) {
        ownerless = pod.metadata().name();
      } else {
        scales.put(scale.uid(), scale.replicas());
      }
    }
    return new Count(
        scales.values().stream().mapToInt(Integer::intValue).sum(), unmanaged, ownerless);
  }

  private @Nullable Scale scale(String namespace, OwnerReference owner) {
    ReplicaSet set =
        Owners.resolve(lister(setInformer), ReplicaSetKind.REPLICA_SET, namespace, owner);
    if (set != null) {
      Deployment deployment =
          Owners.resolve(
              lister(deploymentInformer),
              DeploymentKind.DEPLOYMENT,
              namespace,
              Owners.controllerOf(set));
      return deployment == null
          ? scale(set.metadata().uid(), set.spec().replicas())
          : scale(deployment.metadata().uid(), deployment.spec().replicas());
    }
    StatefulSet stateful =
        Owners.resolve(lister(statefulInformer), StatefulSetKind.STATEFUL_SET, namespace, owner);
    if (stateful != null) {
      return scale(stateful.metadata().uid(), stateful.spec().replicas());
    }
    ReplicationController controller =
        Owners.resolve(
            lister(controllerInformer),
            ReplicationControllerKind.REPLICATION_CONTROLLER,
            namespace,
            owner);
    return controller == null
        ? null
        : scale(controller.metadata().uid(), controller.spec().replicas());
  }

  private static Scale scale(String uid, @Nullable Integer replicas) {
    return new Scale(uid, Objects.requireNonNullElse(replicas, 1));
  }

  private static <T extends ApiObject> Lister<T> lister(Informer<T> informer) {
    return informer.lister();
  }
}
