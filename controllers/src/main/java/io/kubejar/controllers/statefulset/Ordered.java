package io.kubejar.controllers.statefulset;

import io.kubejar.api.apps.v1.RollingUpdateStatefulSetStrategy;
import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.controllers.runtime.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides the next steps of a stateful set. A pure function of its pods.
///
/// Pods are made from the lowest number up and taken away from the highest down, one at a time and
/// each only when all before it are available; with the `Parallel` policy without such waiting. An
/// update goes from the highest number down to the partition.
final class Ordered {
  private final StatefulSet set;
  private final String updateRevision;
  private final Instant now;
  private final boolean oneByOne;
  private final Map<Integer, Pod> wanted = new TreeMap<>();
  private final List<Pod> surplus = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /// What is to be done with one pod.
  sealed interface Step {
    /// Create the pod of a number, from the current or the new revision.
    record Create(int ordinal, boolean fromCurrent) implements Step {}

    /// See to a pending pod's claims.
    record Claims(Pod pod) implements Step {}

    /// See to a pod's labels and its claims' owners.
    record Keep(Pod pod) implements Step {}

    /// Replace a pod that has finished.
    record Replace(Pod pod, boolean failed) implements Step {}

    /// Delete a pod.
    record Delete(Pod pod) implements Step {}
  }

  private Ordered(StatefulSet set, List<Pod> pods, String updateRevision, Instant now) {
    this.set = set;
    this.updateRevision = updateRevision;
    this.now = now;
    this.oneByOne = !set.spec().podManagementPolicy().equals("Parallel");
    for (Pod pod : pods) {
      int ordinal = Identity.ordinal(set, pod);
      if (Identity.isWanted(set, ordinal)) {
        wanted.put(ordinal, pod);
      } else {
        surplus.add(pod);
      }
    }
    surplus.sort(Comparator.comparingInt((Pod pod) -> Identity.ordinal(set, pod)).reversed());
  }

  /// The next steps, in order.
  static List<Step> steps(StatefulSet set, List<Pod> pods, String updateRevision, Instant now) {
    var ordered = new Ordered(set, pods, updateRevision, now);
    if (ordered.fill() && ordered.shrink()) {
      ordered.update();
    }
    return ordered.steps;
  }

  /// Sees that all wanted pods are there; false when something has to be waited for.
  private boolean fill() {
    int end = Identity.start(set) + Identity.replicas(set);
    for (int ordinal = Identity.start(set); ordinal < end; ordinal++) {
      Pod pod = wanted.get(ordinal);
      if (pod == null) {
        steps.add(new Step.Create(ordinal, belongsToCurrent(ordinal)));
        if (oneByOne) {
          return false;
        }
        continue;
      }
      if (Pods.isFinished(pod)) {
        if (!Pods.isTerminating(pod)) {
          steps.add(new Step.Replace(pod, Pods.isFailed(pod)));
        }
        if (oneByOne) {
          return false;
        }
        continue;
      }
      if (pod.status().phase().equals("Pending")) {
        steps.add(new Step.Claims(pod));
      }
      if (oneByOne && !isAvailable(pod)) {
        return false;
      }
      if (!Pods.isTerminating(pod)) {
        steps.add(new Step.Keep(pod));
      }
    }
    return true;
  }

  private boolean belongsToCurrent(int ordinal) {
    if (!isRolling()) {
      return false;
    }
    RollingUpdateStatefulSetStrategy rolling = set.spec().updateStrategy().rollingUpdate();
    return rolling == null
        ? ordinal < Identity.start(set) + set.status().currentReplicas()
        : ordinal < Identity.start(set) + partition();
  }

  private boolean isRolling() {
    return !set.spec().updateStrategy().type().equals("OnDelete");
  }

  private int partition() {
    RollingUpdateStatefulSetStrategy rolling = set.spec().updateStrategy().rollingUpdate();
    Integer partition = rolling == null ? null : rolling.partition();
    return partition == null ? 0 : partition;
  }

  private boolean isAvailable(Pod pod) {
    return pod.status().phase().equals("Running")
        && !Pods.isTerminating(pod)
        && Pods.isAvailable(pod, set.spec().minReadySeconds(), now);
  }

  /// Takes away pods beyond the wanted ones; false when something has to be waited for.
  private boolean shrink() {
    Pod unhealthy = firstUnhealthy();
    for (Pod pod : surplus) {
      if (Pods.isTerminating(pod)) {
        if (oneByOne) {
          return false;
        }
        continue;
      }
      if (oneByOne && !isAvailable(pod) && pod != unhealthy) {
        return false;
      }
      steps.add(new Step.Delete(pod));
      if (oneByOne) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Pod firstUnhealthy() {
    for (Pod pod : wanted.values()) {
      if (!isAvailable(pod)) {
        return pod;
      }
    }
    for (Pod pod : surplus.reversed()) {
      if (!isAvailable(pod)) {
        return pod;
      }
    }
    return null;
  }

  /// Deletes pods of another revision, as many as may be unavailable at a time.
  private void update() {
    if (!isRolling() || wanted.size() < Identity.replicas(set)) {
      return;
    }
    int most = mostUnavailable();
    int waiting = 0;
    int first = Identity.start(set) + partition();
    for (int ordinal = Identity.start(set) + Identity.replicas(set) - 1;
        ordinal >= first && waiting < most;
        ordinal--) {
      Pod pod = wanted.get(ordinal);
      if (pod == null) {
        waiting++;
      } else if (!Identity.revision(pod).equals(updateRevision) && !Pods.isTerminating(pod)) {
        steps.add(new Step.Delete(pod));
        waiting++;
      } else if (!isAvailable(pod)) {
        waiting++;
      }
    }
  }

  private int mostUnavailable() {
    RollingUpdateStatefulSetStrategy rolling = set.spec().updateStrategy().rollingUpdate();
    if (rolling == null || rolling.maxUnavailable() == null) {
      return 1;
    }
    return Math.max(1, rolling.maxUnavailable().scaled(Identity.replicas(set), false));
  }
}
