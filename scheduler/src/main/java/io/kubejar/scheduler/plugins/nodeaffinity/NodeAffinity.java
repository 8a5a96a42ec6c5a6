package io.kubejar.scheduler.plugins.nodeaffinity;

import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.core.v1.NodeSelectorRequirement;
import io.kubejar.api.core.v1.NodeSelectorTerm;
import io.kubejar.api.core.v1.PreferredSchedulingTerm;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Only nodes that the pod selects; of these, rather those it prefers.
public final class NodeAffinity
    implements SchedulingPlugin.PreFilter,
        SchedulingPlugin.Filter,
        SchedulingPlugin.PreScore,
        SchedulingPlugin.Score {
  @Override
  public String name() {
    return "NodeAffinity";
  }

  /// Leaves only the nodes that are asked for by name, as for the pods of daemon sets.
  @Override
  public Verdict preFilter(Cycle cycle) {
    NodeSelector selector = NodeSelectors.selector(cycle.pod());
    if (selector == null) {
      return cycle.pod().spec().nodeSelector().isEmpty() ? Verdict.SKIP : Verdict.OK;
    }
    Set<String> names = new HashSet<>();
    for (NodeSelectorTerm term : selector.nodeSelectorTerms()) {
      boolean byName = false;
      for (NodeSelectorRequirement field : term.matchFields()) {
        if (field.key().equals("metadata.name") && field.operator().equals("In")) {
          names.addAll(field.values());
          byName = true;
        }
      }
      if (!byName) {
        return Verdict.OK;
      }
    }
    cycle.restrict(this, names);
    return Verdict.OK;
  }

  @Override
  public boolean dependsOnPods() {
    return false;
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    return NodeSelectors.required(cycle.pod(), node)
        ? Verdict.OK
        : Verdict.unresolvable("node(s) didn't match Pod's node affinity/selector");
  }

  @Override
  public boolean preScore(Cycle cycle, List<NodeInfo> fitting) {
    return !preferences(cycle).isEmpty();
  }

  @Override
  public long score(Cycle cycle, NodeInfo node) {
    long sum = 0;
    for (PreferredSchedulingTerm preference : preferences(cycle)) {
      var term = preference.preference();
      boolean empty = term.matchExpressions().isEmpty() && term.matchFields().isEmpty();
      if (!empty && NodeSelectors.matches(term, node)) {
        sum += preference.weight();
      }
    }
    return sum;
  }

  private static List<PreferredSchedulingTerm> preferences(Cycle cycle) {
    Affinity affinity = cycle.pod().spec().affinity();
    return affinity == null || affinity.nodeAffinity() == null
        ? List.of()
        : affinity.nodeAffinity().preferredDuringSchedulingIgnoredDuringExecution();
  }

  @Override
  public void normalize(Cycle cycle, List<NodeInfo> nodes, long[] scores) {
    SchedulingPlugin.scale(scores, false);
  }

  @Override
  public int weight() {
    return 2;
  }
}
