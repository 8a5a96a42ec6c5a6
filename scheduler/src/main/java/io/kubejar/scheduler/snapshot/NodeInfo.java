package io.kubejar.scheduler.snapshot;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeSelection;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node with the pods that are on it, or are meant to be, and what they take.
public final class NodeInfo {
  // the labels that are asked for most
  private static final String HOSTNAME = "kubernetes.io/hostname";

  private final Node node;
  private final NodeSelection.ObjectNames names;
  private final @Nullable String hostname;
  private final String zone;
  private final Amounts allocatable;
  private final long allowedPods;
  private final List<PodInfo> pods;
  private final List<PodInfo> podsWithAffinity;
  private final Amounts requested;
  private final Amounts scoringRequested;

  /// A node without pods.
  public NodeInfo(Node node) {
    this.node = node;
    this.names = NodeSelection.ObjectNames.of(node);
    this.hostname = node.metadata().labels().get(HOSTNAME);
    this.zone = node.metadata().labels().getOrDefault(ControllerSpread.ZONE, "");
    this.allocatable = Amounts.of(node.status().allocatable());
    Quantity count = node.status().allocatable().get("pods");
    this.allowedPods = count == null ? 0 : count.value();
    this.pods = new ArrayList<>();
    this.podsWithAffinity = new ArrayList<>(0);
    this.requested = new Amounts();
    this.scoringRequested = new Amounts();
  }

  private NodeInfo(Node node, NodeInfo from) {
    this.node = node;
    this.names = from.names;
    this.hostname = from.hostname;
    this.zone = from.zone;
    this.allocatable = from.allocatable;
    this.allowedPods = from.allowedPods;
    this.pods = new ArrayList<>(from.pods.size() + 1);
    this.pods.addAll(from.pods);
    this.podsWithAffinity = new ArrayList<>(from.podsWithAffinity);
    this.requested = from.requested.copy();
    this.scoringRequested = from.scoringRequested.copy();
  }

  /// What selection looks at.
  public NodeSelection.ObjectNames names() {
    return names;
  }

  /// A copy that can be changed to try something out.
  public NodeInfo copy() {
    return new NodeInfo(node, this);
  }

  /// Counts a pod in.
  public void add(PodInfo pod) {
    pods.add(pod);
    if (pod.hasAffinity()) {
      podsWithAffinity.add(pod);
    }
    requested.add(pod.requests());
    scoringRequested.add(pod.scoringRequests());
  }

  /// Counts a pod out; false when it was not counted.
  public boolean remove(Pod pod) {
    String uid = pod.metadata().uid();
    for (int i = 0; i < pods.size(); i++) {
      PodInfo known = pods.get(i);
      if (known.pod().metadata().uid().equals(uid)) {
        pods.remove(i);
        podsWithAffinity.remove(known);
        requested.subtract(known.requests());
        scoringRequested.subtract(known.scoringRequests());
        return true;
      }
    }
    return false;
  }

  public Node node() {
    return node;
  }

  public String name() {
    return node.metadata().name();
  }

  /// The zone the node says it is in; empty for none.
  public String zone() {
    return zone;
  }

  /// The value of a label of the node; null when it has none of that key.
  public @Nullable String label(String key) {
    if (key.equals(HOSTNAME)) {
      return hostname;
    }
    if (key.equals(ControllerSpread.ZONE) && !zone.isEmpty()) {
      return zone;
    }
    return node.metadata().labels().get(key);
  }

  public Amounts allocatable() {
    return allocatable;
  }

  /// How many pods the node takes.
  public long allowedPods() {
    return allowedPods;
  }

  /// The pods; not to be changed.
  public List<PodInfo> pods() {
    return pods;
  }

  /// The pods that have terms of affinity to other pods; not to be changed.
  public List<PodInfo> podsWithAffinity() {
    return podsWithAffinity;
  }

  public Amounts requested() {
    return requested;
  }

  /// What the pods take with a little assumed for those that ask for nothing.
  public Amounts scoringRequested() {
    return scoringRequested;
  }
}
