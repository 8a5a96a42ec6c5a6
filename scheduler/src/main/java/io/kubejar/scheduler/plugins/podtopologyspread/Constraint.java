package io.kubejar.scheduler.plugins.podtopologyspread;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.TopologySpreadConstraint;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.plugins.nodeaffinity.NodeSelectors;
import io.kubejar.scheduler.plugins.tainttoleration.TaintToleration;
import io.kubejar.scheduler.snapshot.AffinityTerms;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import io.kubejar.wire.select.Labels;
import io.kubejar.wire.select.Requirement;
import java.util.ArrayList;
import java.util.List;

/// A spread constraint with its selector parsed.
///
/// @param key the node label whose values are the places
/// @param maxSkew by how many pods places may differ
/// @param minDomains how many places there have to be before their minimum counts
/// @param hard whether a node that breaks it is out of the question
/// @param selector selects the pods that are spread
/// @param ownerUid the controller whose pods are spread, instead of a selector; empty for none
/// @param honorAffinity whether only nodes that the pod selects are counted
/// @param honorTaints whether only nodes whose taints the pod tolerates are counted
record Constraint(
    String key,
    int maxSkew,
    int minDomains,
    boolean hard,
    Labels selector,
    String ownerUid,
    boolean honorAffinity,
    boolean honorTaints) {
  private static final TaintToleration TAINTS = new TaintToleration();

  static List<Constraint> of(Pod pod, boolean hard) {
    List<Constraint> constraints = new ArrayList<>();
    for (TopologySpreadConstraint given : pod.spec().topologySpreadConstraints()) {
      if (given.whenUnsatisfiable().equals("DoNotSchedule") == hard) {
        Labels selector =
            given.labelSelector() == null ? Labels.nothing() : Labels.of(given.labelSelector());
        constraints.add(
            new Constraint(
                given.topologyKey(),
                given.maxSkew(),
                given.minDomains() == null ? 1 : given.minDomains(),
                hard,
                AffinityTerms.byKeys(
                    selector, pod, given.matchLabelKeys(), Requirement.Operator.IN),
                "",
                !"Ignore".equals(given.nodeAffinityPolicy()),
                "Honor".equals(given.nodeTaintsPolicy())));
      }
    }
    return constraints;
  }

  /// What is assumed for pods without constraints: those of one controller are spread a little.
  static List<Constraint> assumed(Pod pod) {
    for (OwnerReference owner : pod.metadata().ownerReferences()) {
      if (Boolean.TRUE.equals(owner.controller())) {
        return List.of(
            soft("kubernetes.io/hostname", 3, owner.uid()),
            soft("topology.kubernetes.io/zone", 5, owner.uid()));
      }
    }
    return List.of();
  }

  private static Constraint soft(String key, int maxSkew, String owner) {
    return new Constraint(key, maxSkew, 1, false, Labels.nothing(), owner, true, false);
  }

  /// Whether the constraint is about a pod, seen from the one to be placed.
  boolean counts(Pod other, Pod placed) {
    if (!other.metadata().namespace().equals(placed.metadata().namespace())
        || other.metadata().deletionTimestamp() != null) {
      return false;
    }
    return selector.matches(other.metadata().labels());
  }

  boolean eligible(Cycle cycle, NodeInfo node) {
    return node.label(key) != null
        && (!honorAffinity || NodeSelectors.required(cycle.pod(), node))
        && (!honorTaints || TAINTS.filter(cycle, node).isOk());
  }

  /// How many pods it counts on a node.
  int count(Cycle cycle, NodeInfo node) {
    if (!ownerUid.isEmpty()) {
      return cycle.snapshot().spread().of(ownerUid).byNode().getOrDefault(node.name(), 0);
    }
    int matching = 0;
    for (PodInfo other : node.pods()) {
      matching += counts(other.pod(), cycle.pod()) ? 1 : 0;
    }
    return matching;
  }

  boolean isPerNode() {
    return key.equals("kubernetes.io/hostname");
  }
}
