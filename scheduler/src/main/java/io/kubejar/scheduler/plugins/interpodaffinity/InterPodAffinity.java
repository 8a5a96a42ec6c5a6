package io.kubejar.scheduler.plugins.interpodaffinity;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.AffinityTerms.Term;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pods near to or far from others, by the labels of both and of the nodes.
///
/// Once per pod, all placed pods are matched against its terms and their terms against it; the
/// counts are kept by topology value, so that filtering a node is a few look-ups.
public final class InterPodAffinity
    implements SchedulingPlugin.PreFilter,
        SchedulingPlugin.Filter,
        SchedulingPlugin.PreScore,
        SchedulingPlugin.Score {

  /// A topology key with one of its values.
  private record Place(String key, String value) {}

  /// How many matching pods each place has.
  private record Counts(
      Map<Place, Integer> wanted, Map<Place, Integer> unwanted, Map<Place, Integer> repelling) {}

  private record Weights(Map<Place, Long> byPlace) {}

  @Override
  public String name() {
    return "InterPodAffinity";
  }

  @Override
  public Verdict preFilter(Cycle cycle) {
    Counts counts = new Counts(new HashMap<>(), new HashMap<>(), new HashMap<>());
    var own = cycle.info().affinity();
    boolean none = own.required().isEmpty() && own.requiredAnti().isEmpty();
    for (NodeInfo node : cycle.snapshot().withAffinity()) {
      for (PodInfo other : node.podsWithAffinity()) {
        for (Term term : other.affinity().requiredAnti()) {
          count(counts.repelling(), term, cycle.pod(), node, cycle);
        }
      }
    }
    if (none && counts.repelling().isEmpty()) {
      return Verdict.SKIP;
    }
    for (NodeInfo node : none ? List.<NodeInfo>of() : cycle.nodes()) {
      for (PodInfo other : node.pods()) {
        if (matchesAll(own.required(), other.pod(), cycle)) {
          for (Term term : own.required()) {
            place(counts.wanted(), term, node);
          }
        }
        for (Term term : own.requiredAnti()) {
          count(counts.unwanted(), term, other.pod(), node, cycle);
        }
      }
    }
    cycle.note(this, counts);
    return Verdict.OK;
  }

  private static boolean matchesAll(List<Term> terms, Pod pod, Cycle cycle) {
    for (Term term : terms) {
      if (!term.matches(pod, cycle.namespaceLabels())) {
        return false;
      }
    }
    return !terms.isEmpty();
  }

  private static void count(
      Map<Place, Integer> counts, Term term, Pod pod, NodeInfo node, Cycle cycle) {
    if (term.matches(pod, cycle.namespaceLabels())) {
      place(counts, term, node);
    }
  }

  private static void place(Map<Place, Integer> counts, Term term, NodeInfo node) {
    String value = node.label(term.topologyKey());
    if (value != null) {
      counts.merge(new Place(term.topologyKey(), value), 1, Integer::sum);
    }
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    Counts counts = cycle.note(this, Counts.class);
    if (counts == null) {
      return Verdict.OK;
    }
    var own = cycle.info().affinity();
    if (!own.required().isEmpty() && !satisfied(own.required(), counts.wanted(), cycle, node)) {
      return Verdict.unresolvable("node(s) didn't match pod affinity rules");
    }
    for (Term term : own.requiredAnti()) {
      String value = node.label(term.topologyKey());
      if (value != null && counts.unwanted().containsKey(new Place(term.topologyKey(), value))) {
        return Verdict.unschedulable("node(s) didn't match pod anti-affinity rules");
      }
    }
    for (Place place : counts.repelling().keySet()) {
      if (place.value().equals(node.label(place.key()))) {
        return Verdict.unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");
      }
    }
    return Verdict.OK;
  }

  private static boolean satisfied(
      List<Term> terms, Map<Place, Integer> wanted, Cycle cycle, NodeInfo node) {
    boolean all = true;
    for (Term term : terms) {
      String value = node.label(term.topologyKey());
      if (value == null) {
        return false;
      }
      all &= wanted.containsKey(new Place(term.topologyKey(), value));
    }
    // The first pod of a group that wants to be with itself may go anywhere.
    return all || wanted.isEmpty() && matchesAll(terms, cycle.pod(), cycle);
  }

  @Override
  public boolean preScore(Cycle cycle, List<NodeInfo> fitting) {
    var own = cycle.info().affinity();
    Map<Place, Long> weights = new HashMap<>();
    boolean preferring = !own.preferred().isEmpty() || !own.preferredAnti().isEmpty();
    for (NodeInfo node : preferring ? cycle.nodes() : List.<NodeInfo>of()) {
      for (PodInfo other : node.pods()) {
        prefer(weights, own.preferred(), other.pod(), node, cycle, 1);
        prefer(weights, own.preferredAnti(), other.pod(), node, cycle, -1);
      }
    }
    for (NodeInfo node : cycle.snapshot().withAffinity()) {
      for (PodInfo other : node.podsWithAffinity()) {
        prefer(weights, other.affinity().preferred(), cycle.pod(), node, cycle, 1);
        prefer(weights, other.affinity().preferredAnti(), cycle.pod(), node, cycle, -1);
        for (Term term : other.affinity().required()) {
          if (term.matches(cycle.pod(), cycle.namespaceLabels())) {
            weigh(weights, term, node, 1);
          }
        }
      }
    }
    cycle.note(this, new Weights(weights));
    return !weights.isEmpty();
  }

  private static void prefer(
      Map<Place, Long> weights, List<Term> terms, Pod pod, NodeInfo node, Cycle cycle, int sign) {
    for (Term term : terms) {
      if (term.matches(pod, cycle.namespaceLabels())) {
        weigh(weights, term, node, (long) sign * term.weight());
      }
    }
  }

  private static void weigh(Map<Place, Long> weights, Term term, NodeInfo node, long weight) {
    String value = node.label(term.topologyKey());
    if (value != null) {
      weights.merge(new Place(term.topologyKey(), value), weight, Long::sum);
    }
  }

  @Override
  public long score(Cycle cycle, NodeInfo node) {
    Weights weights = cycle.note(this, Weights.class);
    if (weights == null) {
      return 0;
    }
    long sum = 0;
    for (var entry : weights.byPlace().entrySet()) {
      if (entry.getKey().value().equals(node.label(entry.getKey().key()))) {
        sum += entry.getValue();
      }
    }
    return sum;
  }

  @Override
  public void normalize(Cycle cycle, List<NodeInfo> nodes, long[] scores) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long score : scores) {
      min = Math.min(min, score);
      max = Math.max(max, score);
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = max == min ? 0 : (scores[i] - min) * 100 / (max - min);
    }
  }

  @Override
  public int weight() {
    return 2;
  }
}
