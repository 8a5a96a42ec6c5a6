package io.kubejar.controllers.runtime;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.client.Informer;
import io.kubejar.client.Lister;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pod's status means to its controller.
public final class Pods {
  private static final String NODE = "node";

  private Pods() {}

  /// Neither finished nor being deleted.
  public static boolean isActive(Pod pod) {
    return !isFinished(pod) && !isTerminating(pod);
  }

  /// Succeeded or failed.
  public static boolean isFinished(Pod pod) {
    return isSucceeded(pod) || isFailed(pod);
  }

  public static boolean isSucceeded(Pod pod) {
    return pod.status().phase().equals("Succeeded");
  }

  public static boolean isFailed(Pod pod) {
    return pod.status().phase().equals("Failed");
  }

  public static boolean isTerminating(Pod pod) {
    return pod.metadata().deletionTimestamp() != null;
  }

  public static boolean isReady(Pod pod) {
    PodCondition ready = condition(pod, "Ready");
    return ready != null && ready.status().equals("True");
  }

  /// Ready for a number of seconds.
  public static boolean isAvailable(Pod pod, int minReadySeconds, Instant now) {
    Duration wait = untilAvailable(pod, minReadySeconds, now);
    return wait != null && wait.isZero();
  }

  /// How long until a ready pod is available; null when it is not ready.
  public static @Nullable Duration untilAvailable(Pod pod, int minReadySeconds, Instant now) {
    PodCondition ready = condition(pod, "Ready");
    if (ready == null || !ready.status().equals("True")) {
      return null;
    }
    if (minReadySeconds == 0) {
      return Duration.ZERO;
    }
    Instant since = ready.lastTransitionTime() == null ? now : ready.lastTransitionTime().instant();
    Duration wait = Duration.between(now, since.plusSeconds(minReadySeconds));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /// Lets an informer file pods by their node's name; empty for those without a node.
  public static Informer<Pod> indexByNode(Informer<Pod> informer) {
    return informer.index(NODE, pod -> List.of(pod.spec().nodeName()));
  }

  /// The pods of a node, from an informer with that index.
  public static List<Pod> onNode(Lister<Pod> pods, String node) {
    return pods.byIndex(NODE, node);
  }

  /// The condition of a type, or null.
  public static @Nullable PodCondition condition(Pod pod, String type) {
    for (PodCondition condition : pod.status().conditions()) {
      if (condition.type().equals(type)) {
        return condition;
      }
    }
    return null;
  }
}
