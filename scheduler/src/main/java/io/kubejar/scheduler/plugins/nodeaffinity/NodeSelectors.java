package io.kubejar.scheduler.plugins.nodeaffinity;

import io.kubejar.api.core.v1.NodeSelection;
import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.core.v1.NodeSelectorTerm;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.snapshot.NodeInfo;
import org.jspecify.annotations.Nullable;

/// Whether nodes of a snapshot are among those that a pod selects.
public final class NodeSelectors {
  private NodeSelectors() {}

  /// Whether the node has what `nodeSelector` and the required node affinity ask for.
  public static boolean required(Pod pod, NodeInfo node) {
    return NodeSelection.required(pod.spec(), node.names());
  }

  /// The required node affinity, or null.
  static @Nullable NodeSelector selector(Pod pod) {
    return NodeSelection.required(pod.spec());
  }

  /// Whether the node has all that a term asks for.
  static boolean matches(NodeSelectorTerm term, NodeInfo node) {
    return NodeSelection.matches(term, node.names());
  }
}
