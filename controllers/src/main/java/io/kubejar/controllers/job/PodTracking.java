package io.kubejar.controllers.job;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.client.Patch;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes away the finalizer that keeps a pod until it is counted, and remembers that until the
/// informer shows it too, so that no pod is counted twice.
final class PodTracking {
  private final Client client;
  private final Set<String> released = ConcurrentHashMap.newKeySet();

  PodTracking(Client client) {
    this.client = client;
  }

  /// Whether a pod still has its finalizer.
  boolean isTracked(Pod pod) {
    return JobPods.isTracked(pod) && !released.contains(pod.metadata().uid());
  }

  /// Notes what the informer shows of a pod.
  void seen(Pod pod, boolean gone) {
    if (gone || !JobPods.isTracked(pod)) {
      released.remove(pod.metadata().uid());
    }
  }

  /// Takes the finalizer from a pod that has it; nothing happens when the pod is gone.
  void untrack(Pod pod) {
    if (!isTracked(pod)) {
      return;
    }
    JsonValue.Obj metadata =
        JsonValue.Obj.EMPTY
            .with("uid", JsonValue.of(pod.metadata().uid()))
            .with(
                "$deleteFromPrimitiveList/finalizers",
                new JsonValue.Array(List.of(JsonValue.of(JobPods.FINALIZER))));
    released.add(pod.metadata().uid());
    try {
      client
          .resources(PodKind.POD, pod.metadata().namespace())
          .patch(
              pod.metadata().name(),
              Patch.strategic(JsonValue.Obj.EMPTY.with("metadata", metadata).toJsonText()));
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict() && !e.reason().equals("Invalid")) {
        released.remove(pod.metadata().uid());
        throw e;
      }
    }
  }
}
