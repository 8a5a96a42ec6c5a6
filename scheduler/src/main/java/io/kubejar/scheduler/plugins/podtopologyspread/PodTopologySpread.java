package io.kubejar.scheduler.plugins.podtopologyspread;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.ControllerSpread;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pods spread evenly over places (KEP-895): a node is out when its place would get too many, and
/// rather chosen when its place has few.
public final class PodTopologySpread
    implements SchedulingPlugin.PreFilter,
        SchedulingPlugin.Filter,
        SchedulingPlugin.PreScore,
        SchedulingPlugin.Score {

  private static final long IGNORED = -1;

  /// How many pods each place has that is in question, and how many the emptiest has.
  private record Counted(Constraint constraint, Map<String, Integer> byPlace, int least) {}

  private record Hard(List<Counted> all) {}

  /// A preference with what each place has, and how much a pod counts there.
  private record Liked(Constraint constraint, Map<String, Integer> byPlace, double weight) {
    int there(Cycle cycle, NodeInfo node, String place) {
      boolean counted = !constraint.isPerNode() || !constraint.ownerUid().isEmpty();
      return counted ? byPlace.getOrDefault(place, 0) : constraint.count(cycle, node);
    }
  }

  /// @param all whether a node without all of the labels is the last choice
  private record Soft(List<Liked> liked, boolean all) {
    boolean ignores(NodeInfo node) {
      return all && !hasAll(node, liked.stream().map(Liked::constraint).toList());
    }
  }

  /// Keeps the notes of scoring apart from those of filtering.
  private final SchedulingPlugin scoring = () -> "PodTopologySpreadScore";

  @Override
  public String name() {
    return "PodTopologySpread";
  }

  @Override
  public Verdict preFilter(Cycle cycle) {
    List<Constraint> constraints = Constraint.of(cycle.pod(), true);
    if (constraints.isEmpty()) {
      return Verdict.SKIP;
    }
    List<Counted> counted = new ArrayList<>(constraints.size());
    for (Constraint constraint : constraints) {
      Map<String, Integer> byPlace = new HashMap<>();
      for (NodeInfo node : cycle.nodes()) {
        if (hasAll(node, constraints) && constraint.eligible(cycle, node)) {
          byPlace.merge(
              SchedulingPlugin.orEmpty(node.label(constraint.key())),
              constraint.count(cycle, node),
              Integer::sum);
        }
      }
      int least = byPlace.size() < constraint.minDomains() ? 0 : Integer.MAX_VALUE;
      for (int count : byPlace.values()) {
        least = Math.min(least, count);
      }
      counted.add(new Counted(constraint, byPlace, least));
    }
    cycle.note(this, new Hard(counted));
    return Verdict.OK;
  }

  private static boolean hasAll(NodeInfo node, List<Constraint> constraints) {
    for (Constraint constraint : constraints) {
      if (node.label(constraint.key()) == null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    Hard hard = cycle.note(this, Hard.class);
    if (hard == null) {
      return Verdict.OK;
    }
    for (Counted counted : hard.all()) {
      Constraint constraint = counted.constraint();
      String place = node.label(constraint.key());
      if (place == null) {
        return Verdict.unresolvable(
            "node(s) didn't match pod topology spread constraints (missing required label)");
      }
      int own = constraint.counts(cycle.pod(), cycle.pod()) ? 1 : 0;
      int there = counted.byPlace().getOrDefault(place, 0);
      if (there + own - counted.least() > constraint.maxSkew()) {
        return Verdict.unschedulable("node(s) didn't match pod topology spread constraints");
      }
    }
    return Verdict.OK;
  }

  @Override
  public boolean preScore(Cycle cycle, List<NodeInfo> fitting) {
    boolean own = !cycle.pod().spec().topologySpreadConstraints().isEmpty();
    List<Constraint> constraints =
        own ? Constraint.of(cycle.pod(), false) : Constraint.assumed(cycle.pod());
    List<Liked> liked = new ArrayList<>(constraints.size());
    for (Constraint constraint : constraints) {
      if (!own && everywhere(cycle)) {
        liked.add(assumed(cycle, constraint, fitting));
        continue;
      }
      Map<String, Integer> byPlace = new HashMap<>();
      int places = 0;
      for (NodeInfo node : fitting) {
        if (own && !hasAll(node, constraints)) {
          continue;
        }
        String place = node.label(constraint.key());
        if (constraint.isPerNode()) {
          places++;
        } else if (place != null) {
          byPlace.put(place, 0);
        }
      }
      if (constraint.isPerNode() && !constraint.ownerUid().isEmpty()) {
        byPlace = cycle.snapshot().spread().of(constraint.ownerUid()).byNode();
      } else if (!byPlace.isEmpty()) {
        places = byPlace.size();
        countPlaces(cycle, constraint, own ? constraints : List.of(), byPlace);
      }
      // A pod counts more the more places there are, so that nodes outweigh zones.
      liked.add(new Liked(constraint, byPlace, Math.log(places + 2.0)));
    }
    cycle.note(scoring, new Soft(liked, own));
    return !constraints.isEmpty();
  }

  /// Whether no node is out of the question for the pod, so that all counts matter to it.
  private static boolean everywhere(Cycle cycle) {
    return cycle.pod().spec().nodeSelector().isEmpty() && cycle.pod().spec().affinity() == null;
  }

  /// An assumed preference by the counts that are kept anyway.
  private static Liked assumed(Cycle cycle, Constraint constraint, List<NodeInfo> fitting) {
    ControllerSpread.Counts counts = cycle.snapshot().spread().of(constraint.ownerUid());
    if (constraint.isPerNode()) {
      return new Liked(constraint, counts.byNode(), Math.log(fitting.size() + 2.0));
    }
    Set<String> zones = new HashSet<>();
    for (NodeInfo node : fitting) {
      if (!node.zone().isEmpty()) {
        zones.add(node.zone());
      }
    }
    return new Liked(constraint, counts.byZone(), Math.log(zones.size() + 2.0));
  }

  private static void countPlaces(
      Cycle cycle, Constraint constraint, List<Constraint> needed, Map<String, Integer> byPlace) {
    for (NodeInfo node : cycle.nodes()) {
      String place = node.label(constraint.key());
      if (place == null || node.pods().isEmpty() || !byPlace.containsKey(place)) {
        continue;
      }
      int count = constraint.count(cycle, node);
      if (count > 0 && hasAll(node, needed) && constraint.eligible(cycle, node)) {
        byPlace.merge(place, count, Integer::sum);
      }
    }
  }

  @Override
  public long score(Cycle cycle, NodeInfo node) {
    Soft soft = cycle.note(scoring, Soft.class);
    if (soft == null || soft.ignores(node)) {
      return IGNORED;
    }
    double score = 0;
    for (Liked liked : soft.liked()) {
      Constraint constraint = liked.constraint();
      String place = node.label(constraint.key());
      if (place != null) {
        score += liked.there(cycle, node, place) * liked.weight() + (constraint.maxSkew() - 1);
      }
    }
    return Math.round(score);
  }

  @Override
  public void normalize(Cycle cycle, List<NodeInfo> nodes, long[] scores) {
    long min = Long.MAX_VALUE;
    long max = 0;
    for (long score : scores) {
      if (score != IGNORED) {
        min = Math.min(min, score);
        max = Math.max(max, score);
      }
    }
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] == IGNORED) {
        scores[i] = 0;
      } else {
        scores[i] = max == 0 ? 100 : 100 * (max + min - scores[i]) / max;
      }
    }
  }

  @Override
  public int weight() {
    return 2;
  }
}
