package io.kubejar.scheduler.framework;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.snapshot.AffinityTerms.NamespaceLabels;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import io.kubejar.scheduler.snapshot.Snapshot;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One attempt to place one pod: the pod, the nodes, and what plugins noted on the way.
public final class Cycle {
  private final PodInfo pod;
  private final Snapshot snapshot;
  private final NamespaceLabels namespaceLabels;
  private final Map<SchedulingPlugin, Object> notes = new IdentityHashMap<>();
  private final Set<SchedulingPlugin> skipped = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Set<String> restriction;
  private String restrictedBy = "";

  public Cycle(PodInfo pod, Snapshot snapshot, NamespaceLabels namespaceLabels) {
    this.pod = pod;
    this.snapshot = snapshot;
    this.namespaceLabels = namespaceLabels;
  }

  public PodInfo info() {
    return pod;
  }

  public Pod pod() {
    return pod.pod();
  }

  /// All nodes, as they were at the start of the attempt.
  public List<NodeInfo> nodes() {
    return snapshot.nodes();
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /// Takes note that a plugin has nothing to say about the pod.
  public void skip(SchedulingPlugin plugin) {
    skipped.add(plugin);
  }

  public boolean skipped(SchedulingPlugin plugin) {
    return skipped.contains(plugin);
  }

  /// Leaves only nodes of some names in question, on behalf of a plugin.
  public void restrict(SchedulingPlugin plugin, Set<String> names) {
    restrictedBy = plugin.name();
    restriction = names;
  }

  /// The names of the nodes in question; null for all nodes.
  public @Nullable Set<String> restriction() {
    return restriction;
  }

  /// The name of the plugin that leaves only some nodes in question.
  public String restrictedBy() {
    return restrictedBy;
  }

  public NamespaceLabels namespaceLabels() {
    return namespaceLabels;
  }

  /// Keeps what a plugin worked out for its later points.
  public void note(SchedulingPlugin plugin, Object note) {
    notes.put(plugin, note);
  }

  /// What the plugin noted, or null.
  public <N> @Nullable N note(SchedulingPlugin plugin, Class<N> type) {
    return type.cast(notes.get(plugin));
  }
}
