package io.kubejar.controllers.replicaset;

import io.kubejar.api.apps.v1.ReplicaSetCondition;
import io.kubejar.api.apps.v1.ReplicaSetStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.runtime.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The status that follows from an object's pods.
final class ReplicaStatus {
  private static final String FAILURE = "ReplicaFailure";

  private ReplicaStatus() {}

  static <T extends ApiObject> ReplicaSetStatus of(
      ReplicaKind<T> kind,
      T object,
      List<Pod> active,
      int terminating,
      Optional<ApiException> failure,
      Instant now) {
    int labeled = 0;
    int ready = 0;
    int available = 0;
    var wanted = kind.template(object).metadata().labels().entrySet();
    for (Pod pod : active) {
      if (pod.metadata().labels().entrySet().containsAll(wanted)) {
        labeled++;
      }
      if (Pods.isReady(pod)) {
        ready++;
      }
      if (Pods.isAvailable(pod, kind.minReadySeconds(object), now)) {
        available++;
      }
    }
    return kind.status(object).toBuilder()
        .replicas(active.size())
        .fullyLabeledReplicas(labeled)
        .readyReplicas(ready)
        .availableReplicas(available)
        .terminatingReplicas(terminating)
        .observedGeneration(object.metadata().generation())
        .conditions(conditions(kind, object, active.size(), failure, now))
        .build();
  }

  private static <T extends ApiObject> List<ReplicaSetCondition> conditions(
      ReplicaKind<T> kind, T object, int active, Optional<ApiException> failure, Instant now) {
    List<ReplicaSetCondition> conditions = new ArrayList<>(kind.status(object).conditions());
    boolean known = conditions.stream().anyMatch(c -> c.type().equals(FAILURE));
    if (failure.isPresent() && !known) {
      conditions.add(
          ReplicaSetCondition.builder()
              .type(FAILURE)
              .status("True")
              .reason(active < kind.replicas(object) ? "FailedCreate" : "FailedDelete")
              .message(String.valueOf(failure.get().getMessage()))
              .lastTransitionTime(new Time(now))
              .build());
    } else if (failure.isEmpty() && known) {
      conditions.removeIf(c -> c.type().equals(FAILURE));
    }
    return conditions;
  }
}
