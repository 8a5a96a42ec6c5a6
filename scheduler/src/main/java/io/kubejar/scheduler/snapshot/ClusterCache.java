package io.kubejar.scheduler.snapshot;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes and their pods as last heard of, with pods that are about to be bound counted in.
///
/// Changed by informers and the scheduling loop under one lock. A node's state is copied when it
/// changes, and the array of nodes when it changes after it was handed out, so that a snapshot
/// costs no more than copying references.
public final class ClusterCache {
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Placed> placed = new HashMap<>();
  private final Set<String> assumed = new HashSet<>();
  private final Map<String, Map<String, PodInfo>> orphans = new HashMap<>();
  private final Set<String> withAffinity = new HashSet<>();
  private final Map<String, Placed> nominated = new LinkedHashMap<>();
  private final ControllerSpread spread = new ControllerSpread();
  private NodeInfo[] nodes = new NodeInfo[0];
  private boolean handedOut;
  private @Nullable Snapshot snapshot;

  private record Placed(PodInfo pod, String node, String zone) {}

  /// Takes in a node, new or changed.
  public synchronized void setNode(Node node) {
    String name = node.metadata().name();
    NodeInfo fresh = new NodeInfo(node);
    Integer position = positions.get(name);
    if (position == null) {
      position = nodes.length;
      positions.put(name, position);
      nodes = Arrays.copyOf(nodes, position + 1);
    } else {
      nodes[position].pods().forEach(fresh::add);
    }
    Map<String, PodInfo> waiting = orphans.remove(name);
    if (waiting != null) {
      waiting.values().forEach(fresh::add);
    }
    replace(position, fresh);
    moveTo(fresh.pods(), name, fresh.zone());
  }

  public synchronized void removeNode(String name) {
    Integer position = positions.remove(name);
    if (position == null) {
      return;
    }
    NodeInfo gone = nodes[position];
    if (!gone.pods().isEmpty()) {
      Map<String, PodInfo> left = orphans.computeIfAbsent(name, n -> new LinkedHashMap<>());
      gone.pods().forEach(pod -> left.put(uid(pod.pod()), pod));
      moveTo(gone.pods(), name, "");
    }
    NodeInfo[] fewer = new NodeInfo[nodes.length - 1];
    System.arraycopy(nodes, 0, fewer, 0, position);
    System.arraycopy(nodes, position + 1, fewer, position, fewer.length - position);
    for (int i = position; i < fewer.length; i++) {
      positions.put(fewer[i].name(), i);
    }
    nodes = fewer;
    handedOut = false;
    withAffinity.remove(name);
    snapshot = null;
  }

  /// Counts pods of a node in the zone that it is in now.
  private void moveTo(List<PodInfo> pods, String node, String zone) {
    for (PodInfo pod : pods) {
      Placed known = placed.get(uid(pod.pod()));
      if (known != null && !known.zone().equals(zone)) {
        spread.remove(pod, node, known.zone());
        spread.add(pod, node, zone);
        placed.put(uid(pod.pod()), new Placed(pod, node, zone));
      }
    }
  }

  /// Takes in a pod that is bound to a node and still uses it.
  public synchronized void setPod(Pod pod) {
    removePod(pod);
    place(pod.spec().nodeName(), new PodInfo(pod));
  }

  public synchronized void removePod(Pod pod) {
    String uid = uid(pod);
    assumed.remove(uid);
    if (nominated.remove(uid) != null) {
      snapshot = null;
    }
    Placed known = placed.remove(uid);
    if (known == null) {
      return;
    }
    spread.remove(known.pod(), known.node(), known.zone());
    Integer position = positions.get(known.node());
    if (position != null) {
      NodeInfo changed = nodes[position].copy();
      changed.remove(pod);
      replace(position, changed);
    }
    Map<String, PodInfo> waiting = orphans.get(known.node());
    if (waiting != null && waiting.remove(uid) != null && waiting.isEmpty()) {
      orphans.remove(known.node());
    }
  }

  /// Counts a pod in on a node before the API knows of it.
  public synchronized void assume(PodInfo pod, String node) {
    removePod(pod.pod());
    assumed.add(uid(pod.pod()));
    place(node, pod);
  }

  /// Takes an assumption back; what the API said meanwhile stays.
  public synchronized void forget(PodInfo pod) {
    if (assumed.contains(uid(pod.pod()))) {
      removePod(pod.pod());
    }
  }

  public synchronized boolean isAssumed(Pod pod) {
    return assumed.contains(uid(pod));
  }

  /// Whether a pod is counted in on a node, assumed or bound.
  public synchronized boolean isPlaced(Pod pod) {
    return placed.containsKey(uid(pod));
  }

  /// Keeps a node's room for a pod for which other pods are made to leave; an empty name ends it.
  public synchronized void nominate(PodInfo pod, String node) {
    Placed before =
        node.isEmpty()
            ? nominated.remove(uid(pod.pod()))
            : nominated.put(uid(pod.pod()), new Placed(pod, node, ""));
    if (before != null || !node.isEmpty()) {
      snapshot = null;
    }
  }

  private void place(String on, PodInfo pod) {
    String uid = uid(pod.pod());
    Integer position = positions.get(on);
    String zone = position == null ? "" : nodes[position].zone();
    placed.put(uid, new Placed(pod, on, zone));
    spread.add(pod, on, zone);
    if (position == null) {
      orphans.computeIfAbsent(on, n -> new LinkedHashMap<>()).put(uid, pod);
    } else {
      NodeInfo changed = nodes[position].copy();
      changed.add(pod);
      replace(position, changed);
    }
  }

  private void replace(int position, NodeInfo changed) {
    if (handedOut) {
      nodes = nodes.clone();
      handedOut = false;
    }
    nodes[position] = changed;
    if (changed.podsWithAffinity().isEmpty()) {
      withAffinity.remove(changed.name());
    } else {
      withAffinity.add(changed.name());
    }
    snapshot = null;
  }

  private static String uid(Pod pod) {
    return pod.metadata().uid();
  }

  /// The nodes as they are now.
  public synchronized Snapshot snapshot() {
    Snapshot current = snapshot;
    if (current == null) {
      List<NodeInfo> affine = new ArrayList<>(withAffinity.size());
      for (String name : withAffinity) {
        Integer position = positions.get(name);
        if (position != null) {
          affine.add(nodes[position]);
        }
      }
      Map<String, List<PodInfo>> waiting = new HashMap<>();
      for (Placed each : nominated.values()) {
        waiting.computeIfAbsent(each.node(), n -> new ArrayList<>()).add(each.pod());
      }
      current =
          new Snapshot(Collections.unmodifiableList(Arrays.asList(nodes)), affine, waiting, spread);
      handedOut = true;
      snapshot = current;
    }
    return current;
  }
}
