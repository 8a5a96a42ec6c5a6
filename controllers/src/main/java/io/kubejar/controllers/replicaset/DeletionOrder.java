package io.kubejar.controllers.replicaset;

import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.runtime.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which pods go first when there are too many: those that matter least.
///
/// In this order: without a node; pending, unknown, running; not ready; of a lower deletion cost;
/// with more pods of the same workload on their node; ready for a shorter time, and younger, both
/// on a logarithmic scale (so that pods of about the same age go in no particular order); with more
/// restarts.
final class DeletionOrder implements Comparator<Pod> {
  static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  private final Map<String, Integer> podsOnNode = new HashMap<>();
  private final Instant now;

  /// An order that counts the pods of the same workload on each node.
  DeletionOrder(List<Pod> related, Instant now) {
    this.now = now;
    for (Pod pod : related) {
      if (Pods.isActive(pod)) {
        podsOnNode.merge(pod.spec().nodeName(), 1, Integer::sum);
      }
    }
  }

  @Override
  public int compare(Pod left, Pod right) {
    String leftNode = left.spec().nodeName();
    String rightNode = right.spec().nodeName();
    if (leftNode.isEmpty() != rightNode.isEmpty()) {
      return leftNode.isEmpty() ? -1 : 1;
    }
    int result = Integer.compare(phase(left), phase(right));
    if (result != 0) {
      return result;
    }
    result = Boolean.compare(Pods.isReady(left), Pods.isReady(right));
    if (result != 0) {
      return result;
    }
    result = Integer.compare(cost(left), cost(right));
    if (result != 0) {
      return result;
    }
    result =
        Integer.compare(
            podsOnNode.getOrDefault(rightNode, 0), podsOnNode.getOrDefault(leftNode, 0));
    if (result != 0) {
      return result;
    }
    if (Pods.isReady(left)) {
      Time leftReady = readySince(left);
      Time rightReady = readySince(right);
      if (!java.util.Objects.equals(leftReady, rightReady)) {
        return younger(leftReady, rightReady, left, right);
      }
    }
    result = Integer.compare(restarts(right), restarts(left));
    if (result != 0) {
      return result;
    }
    Time leftCreated = left.metadata().creationTimestamp();
    Time rightCreated = right.metadata().creationTimestamp();
    return java.util.Objects.equals(leftCreated, rightCreated)
        ? 0
        : younger(leftCreated, rightCreated, left, right);
  }

  private int younger(@Nullable Time leftSince, @Nullable Time rightSince, Pod left, Pod right) {
    if (leftSince == null || rightSince == null) {
      return leftSince == null ? -1 : 1;
    }
    int result = Integer.compare(magnitude(leftSince), magnitude(rightSince));
    return result != 0 ? result : left.metadata().uid().compareTo(right.metadata().uid());
  }

  /// The logarithm of an age to the base 2.
  private int magnitude(Time since) {
    long age = Duration.between(since.instant(), now).toNanos();
    return age <= 0 ? -1 : 63 - Long.numberOfLeadingZeros(age);
  }

  private static int phase(Pod pod) {
    return switch (pod.status().phase()) {
      case "Running" -> 2;
      case "Unknown" -> 1;
      default -> 0;
    };
  }

  private static int cost(Pod pod) {
    String text = pod.metadata().annotations().getOrDefault(COST, "0");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable Time readySince(Pod pod) {
    PodCondition ready = Pods.condition(pod, "Ready");
    return ready == null ? null : ready.lastTransitionTime();
  }

  private static int restarts(Pod pod) {
    int most = 0;
    for (ContainerStatus container : pod.status().containerStatuses()) {
      most = Math.max(most, container.restartCount());
    }
    return most;
  }
}
