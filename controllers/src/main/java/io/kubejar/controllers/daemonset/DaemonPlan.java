package io.kubejar.controllers.daemonset;

import io.kubejar.api.apps.v1.DaemonSet;
import io.kubejar.api.apps.v1.DaemonSetStatus;
import io.kubejar.api.apps.v1.RollingUpdateDaemonSet;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.IntOrString;
import io.kubejar.controllers.runtime.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a daemon set lacks and has too much of. A pure function of nodes and pods.
final class DaemonPlan {
  private final DaemonSet set;
  private final String hash;
  private final Instant now;
  private final Map<String, NodeFit> fits = new TreeMap<>();
  private final Map<String, List<Pod>> podsOf = new HashMap<>();
  private final int surge;
  private final int unavailable;

  private final SequencedSet<String> nodesInNeed = new LinkedHashSet<>();
  private final SequencedSet<Pod> surplus = new LinkedHashSet<>();
  private final List<Pod> failed = new ArrayList<>();
  private final List<Pod> succeeded = new ArrayList<>();

  DaemonPlan(DaemonSet set, List<Node> nodes, List<Pod> pods, String hash, Instant now) {
    this.set = set;
    this.hash = hash;
    this.now = now;
    String templateNode = set.spec().template().spec().nodeName();
    for (Node node : nodes) {
      String name = node.metadata().name();
      fits.put(name, NodeFit.of(DaemonPods.forNode(set, name, hash), node, templateNode));
    }
    for (Pod pod : pods) {
      podsOf.computeIfAbsent(DaemonPods.node(pod), _ -> new ArrayList<>()).add(pod);
    }
    podsOf.values().forEach(list -> list.sort(DaemonPods.OLDEST_FIRST));
    int desired = (int) fits.values().stream().filter(NodeFit::run).count();
    RollingUpdateDaemonSet rolling = set.spec().updateStrategy().rollingUpdate();
    int bySurge = rolling == null ? 0 : scaled(rolling.maxSurge(), desired);
    int byUnavailable = rolling == null ? 1 : scaled(rolling.maxUnavailable(), desired);
    this.surge = isRolling() ? bySurge : 0;
    this.unavailable = bySurge == 0 && byUnavailable == 0 ? 1 : byUnavailable;
  }

  private static int scaled(@Nullable IntOrString value, int total) {
    return value == null ? 0 : value.scaled(total, true);
  }

  private boolean isRolling() {
    return !set.spec().updateStrategy().type().equals("OnDelete");
  }

  /// Nodes that need a pod.
  SequencedSet<String> nodesInNeed() {
    return nodesInNeed;
  }

  /// Pods to delete.
  SequencedSet<Pod> surplus() {
    return surplus;
  }

  /// Pods that failed where they should run; to be deleted, but not too often.
  List<Pod> failed() {
    return failed;
  }

  /// Pods that ended well where they should run on; to be deleted.
  List<Pod> succeeded() {
    return succeeded;
  }

  /// Compares pods with nodes.
  DaemonPlan place() {
    fits.forEach(
        (node, fit) -> {
          List<Pod> pods = podsOf.getOrDefault(node, List.of());
          if (fit.run() && pods.isEmpty()) {
            nodesInNeed.add(node);
          } else if (fit.stay()) {
            thin(pods);
          } else {
            pods.stream().filter(pod -> !Pods.isTerminating(pod)).forEach(surplus::add);
          }
        });
    podsOf.forEach(
        (node, pods) -> {
          if (!fits.containsKey(node)) {
            pods.stream()
                .filter(pod -> pod.spec().nodeName().isEmpty() && !Pods.isTerminating(pod))
                .forEach(surplus::add);
          }
        });
    return this;
  }

  /// Leaves one running pod on a node, or one of each template while it surges.
  private void thin(List<Pod> pods) {
    boolean anyOld = false;
    boolean anyNew = false;
    for (Pod pod : pods) {
      if (Pods.isTerminating(pod)) {
        continue;
      }
      if (Pods.isFailed(pod)) {
        failed.add(pod);
      } else if (Pods.isSucceeded(pod)) {
        succeeded.add(pod);
      } else if (surge > 0) {
        boolean fresh = DaemonPods.isUpdated(pod, hash);
        if (fresh ? anyNew : anyOld) {
          surplus.add(pod);
        }
        anyNew |= fresh;
        anyOld |= !fresh;
      } else {
        if (anyOld) {
          surplus.add(pod);
        }
        anyOld = true;
      }
    }
  }

  /// Adds a step of a rolling update.
  DaemonPlan roll() {
    if (!isRolling()) {
      return this;
    }
    List<Pod> candidates = new ArrayList<>();
    List<String> candidateNodes = new ArrayList<>();
    int down = 0;
    int surging = 0;
    for (String node : fits.keySet()) {
      List<Pod> pods = podsOf.getOrDefault(node, List.of());
      if (pods.isEmpty() && !fits.get(node).run()) {
        continue;
      }
      Pod old = null;
      Pod fresh = null;
      for (Pod pod : pods) {
        if (Pods.isTerminating(pod) || surplus.contains(pod)) {
          continue;
        }
        if (DaemonPods.isUpdated(pod, hash)) {
          fresh = pod;
        } else {
          old = pod;
        }
      }
      if (surge > 0) {
        if (old != null && fresh == null) {
          if (isAvailable(old)) {
            candidateNodes.add(node);
          } else {
            nodesInNeed.add(node);
          }
        } else if (old != null && fresh != null) {
          if (isAvailable(fresh)) {
            surplus.add(old);
          } else {
            surging++;
          }
        }
      } else if (old == null) {
        down += fresh == null || !isAvailable(fresh) ? 1 : 0;
      } else if (fresh != null) {
        down++;
      } else if (isAvailable(old)) {
        candidates.add(old);
      } else {
        surplus.add(old);
      }
    }
    int room = surge > 0 ? surge - surging : unavailable - down;
    candidates.stream().limit(Math.max(0, room)).forEach(surplus::add);
    candidateNodes.stream().limit(Math.max(0, room)).forEach(nodesInNeed::add);
    return this;
  }

  private boolean isAvailable(Pod pod) {
    return Pods.isAvailable(pod, set.spec().minReadySeconds(), now);
  }

  /// The status that follows.
  DaemonSetStatus status(@Nullable Integer collisionCount) {
    int desired = 0;
    int current = 0;
    int misscheduled = 0;
    int ready = 0;
    int available = 0;
    int updated = 0;
    for (Map.Entry<String, NodeFit> entry : fits.entrySet()) {
      List<Pod> pods = podsOf.getOrDefault(entry.getKey(), List.of());
      if (!entry.getValue().run()) {
        misscheduled += pods.isEmpty() ? 0 : 1;
        continue;
      }
      desired++;
      if (!pods.isEmpty()) {
        current++;
        Pod pod = pods.getFirst();
        ready += Pods.isReady(pod) ? 1 : 0;
        available += Pods.isReady(pod) && isAvailable(pod) ? 1 : 0;
        updated += DaemonPods.isUpdated(pod, hash) ? 1 : 0;
      }
    }
    return set.status().toBuilder()
        .observedGeneration(set.metadata().generation())
        .desiredNumberScheduled(desired)
        .currentNumberScheduled(current)
        .numberMisscheduled(misscheduled)
        .numberReady(ready)
        .numberAvailable(available)
        .numberUnavailable(desired - available)
        .updatedNumberScheduled(updated)
        .collisionCount(collisionCount)
        .build();
  }
}
