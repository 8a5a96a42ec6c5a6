package io.kubejar.scheduler;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.Reasons;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Finds the best node for a pod by asking the plugins of a profile.
///
/// In large clusters it stops looking once enough nodes fit, and goes on from there next time.
final class NodeChooser {
  private static final int ALWAYS_ALL = 100;
  private static final int LEAST_PERCENT = 5;

  private final List<SchedulingPlugin.PreFilter> preFilters;
  private final List<SchedulingPlugin.Filter> filters;
  private final List<SchedulingPlugin.PostFilter> postFilters;
  private final List<SchedulingPlugin.Score> scorers;
  private final RandomGenerator random;
  private int start;

  /// What the search found.
  sealed interface Choice {
    /// The best node.
    record Chosen(NodeInfo node) implements Choice {}

    /// No node fits; the message is what upstream tells.
    record Nowhere(String message, String nominatedNode) implements Choice {}
  }

  NodeChooser(Profile profile, RandomGenerator random) {
    this.preFilters = profile.at(SchedulingPlugin.PreFilter.class);
    this.filters = profile.at(SchedulingPlugin.Filter.class);
    this.postFilters = profile.at(SchedulingPlugin.PostFilter.class);
    this.scorers = profile.at(SchedulingPlugin.Score.class);
    this.random = random;
  }

  Choice choose(Cycle cycle) {
    if (cycle.nodes().isEmpty()) {
      return new Choice.Nowhere("no nodes available to schedule pods", "");
    }
    Map<String, Verdict.Unschedulable> verdicts = new HashMap<>();
    for (SchedulingPlugin.PreFilter plugin : preFilters) {
      switch (plugin.preFilter(cycle)) {
        case Verdict.Ok() -> {}
        case Verdict.Skip() -> cycle.skip(plugin);
        case Verdict.Unschedulable refused -> {
          cycle.nodes().forEach(node -> verdicts.put(node.name(), refused));
          return nowhere(cycle, verdicts, " " + String.join(", ", refused.reasons()) + ".");
        }
      }
    }
    List<NodeInfo> fitting = fitting(cycle, verdicts);
    if (fitting.isEmpty()) {
      return nowhere(cycle, verdicts, why(cycle, verdicts));
    }
    return new Choice.Chosen(fitting.size() == 1 ? fitting.getFirst() : best(cycle, fitting));
  }

  private List<NodeInfo> fitting(Cycle cycle, Map<String, Verdict.Unschedulable> verdicts) {
    List<SchedulingPlugin.Filter> asked = new ArrayList<>(filters.size());
    for (SchedulingPlugin.Filter filter : filters) {
      if (!cycle.skipped(filter)) {
        asked.add(filter);
      }
    }
    List<NodeInfo> nodes = candidates(cycle);
    // the node on which room was made is taken when it fits
    String nominated = cycle.pod().status().nominatedNodeName();
    if (!nominated.isEmpty()) {
      for (NodeInfo node : nodes) {
        if (node.name().equals(nominated) && filter(asked, cycle, node).isOk()) {
          return List.of(node);
        }
      }
    }
    int enough = enough(nodes.size());
    List<NodeInfo> fitting = new ArrayList<>(Math.min(enough, nodes.size()));
    int looked = 0;
    int first = nodes.isEmpty() ? 0 : start % nodes.size();
    while (looked < nodes.size() && fitting.size() < enough) {
      int position = first + looked;
      NodeInfo node = nodes.get(position < nodes.size() ? position : position - nodes.size());
      looked++;
      if (filter(asked, cycle, node) instanceof Verdict.Unschedulable refused) {
        verdicts.put(node.name(), refused);
      } else {
        fitting.add(node);
      }
    }
    start = first + looked;
    return fitting;
  }

  private static List<NodeInfo> candidates(Cycle cycle) {
    Set<String> names = cycle.restriction();
    if (names == null) {
      return cycle.nodes();
    }
    List<NodeInfo> candidates = new ArrayList<>();
    for (NodeInfo node : cycle.nodes()) {
      if (names.contains(node.name())) {
        candidates.add(node);
      }
    }
    return candidates;
  }

  private static int enough(int nodes) {
    if (nodes < ALWAYS_ALL) {
      return nodes;
    }
    int percent = Math.max(LEAST_PERCENT, 50 - nodes / 125);
    return Math.max(ALWAYS_ALL, nodes * percent / 100);
  }

  private static Verdict filter(List<SchedulingPlugin.Filter> asked, Cycle cycle, NodeInfo node) {
    NodeInfo seen = cycle.snapshot().nominated().isEmpty() ? node : withNominated(cycle, node);
    for (SchedulingPlugin.Filter plugin : asked) {
      Verdict verdict = plugin.filter(cycle, seen);
      if (!verdict.isOk()) {
        return verdict;
      }
    }
    return Verdict.OK;
  }

  /// The node as if the pods of at least the same priority for which room is made were there.
  private static NodeInfo withNominated(Cycle cycle, NodeInfo node) {
    NodeInfo seen = node;
    for (PodInfo other : cycle.snapshot().nominated().getOrDefault(node.name(), List.of())) {
      boolean same = other.pod().metadata().uid().equals(cycle.pod().metadata().uid());
      if (!same && other.priority() >= cycle.info().priority()) {
        seen = seen == node ? node.copy() : seen;
        seen.add(other);
      }
    }
    return seen;
  }

  private NodeInfo best(Cycle cycle, List<NodeInfo> nodes) {
    long[] totals = new long[nodes.size()];
    long[] scores = new long[nodes.size()];
    for (SchedulingPlugin.Score plugin : scorers) {
      if (plugin instanceof SchedulingPlugin.PreScore first && !first.preScore(cycle, nodes)) {
        continue;
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] = plugin.score(cycle, nodes.get(i));
      }
      plugin.normalize(cycle, nodes, scores);
      for (int i = 0; i < scores.length; i++) {
        totals[i] += scores[i] * plugin.weight();
      }
    }
    // Among equals one is taken at random, each with the same chance.
    int best = 0;
    int equals = 1;
    for (int i = 1; i < totals.length; i++) {
      if (totals[i] > totals[best]) {
        best = i;
        equals = 1;
      } else if (totals[i] == totals[best] && random.nextInt(++equals) == 0) {
        best = i;
      }
    }
    return nodes.get(best);
  }

  private static String why(Cycle cycle, Map<String, Verdict.Unschedulable> verdicts) {
    Reasons reasons = new Reasons();
    for (Verdict.Unschedulable verdict : verdicts.values()) {
      verdict.reasons().forEach(reasons::add);
    }
    reasons.add(
        "node(s) didn't satisfy plugin(s) [" + cycle.restrictedBy() + "]",
        cycle.nodes().size() - verdicts.size());
    return reasons.sentence();
  }

  private Choice nowhere(Cycle cycle, Map<String, Verdict.Unschedulable> verdicts, String why) {
    List<String> notes = new ArrayList<>();
    for (SchedulingPlugin.PostFilter plugin : postFilters) {
      var outcome = plugin.postFilter(cycle, verdicts);
      if (outcome.done()) {
        return new Choice.Nowhere(message(cycle, why), outcome.nominatedNode());
      }
      notes.add(outcome.message());
      if (!outcome.nominatedNode().isEmpty()) {
        return new Choice.Nowhere(
            message(cycle, why) + " " + String.join(", ", notes), outcome.nominatedNode());
      }
    }
    String after = notes.isEmpty() ? "" : " " + String.join(", ", notes);
    return new Choice.Nowhere(message(cycle, why) + after, "");
  }

  private static String message(Cycle cycle, String why) {
    return "0/%d nodes are available:%s".formatted(cycle.nodes().size(), why);
  }
}
