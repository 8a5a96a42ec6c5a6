package io.kubejar.controllers.daemonset;

import io.kubejar.api.apps.v1.DaemonSet;
import io.kubejar.api.apps.v1.DaemonSetKind;
import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.core.v1.NodeSelectorRequirement;
import io.kubejar.api.core.v1.NodeSelectorTerm;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.controllers.runtime.PodControl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a daemon set's pods look like, and which node each is meant for. Pure functions.
final class DaemonPods {
  static final String HASH = "controller-revision-hash";
  private static final String GENERATION = "pod-template-generation";
  private static final String GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";

  /// Pods with a node first, then from old to new.
  static final Comparator<Pod> OLDEST_FIRST =
      Comparator.comparing((Pod pod) -> pod.spec().nodeName().isEmpty())
          .thenComparing(
              pod -> pod.metadata().creationTimestamp(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(pod -> pod.metadata().name());

  private DaemonPods() {}

  /// A pod for a node, which the scheduler then has to choose.
  static Pod forNode(DaemonSet set, String node, String hash) {
    Pod pod = PodControl.fromTemplate(DaemonSetKind.DAEMON_SET, set, set.spec().template());
    Map<String, String> labels = new TreeMap<>(pod.metadata().labels());
    String generation = set.metadata().annotations().get(GENERATION_ANNOTATION);
    if (generation != null) {
      labels.put(GENERATION, generation);
    }
    if (!hash.isEmpty()) {
      labels.put(HASH, hash);
    }
    return pod.with(
        b ->
            b.metadata(m -> m.labels(labels))
                .spec(
                    s ->
                        s.affinity(onNode(pod.spec().affinity(), node))
                            .tolerations(
                                tolerations(pod.spec().tolerations(), pod.spec().hostNetwork()))));
  }

  /// Whether a pod was made from the template that has the hash.
  static boolean isUpdated(Pod pod, String hash) {
    return hash.equals(pod.metadata().labels().get(HASH));
  }

  private static Affinity onNode(@Nullable Affinity given, String node) {
    Affinity affinity = given == null ? Affinity.builder().build() : given;
    List<NodeSelectorRequirement> name =
        List.of(
            NodeSelectorRequirement.builder()
                .key("metadata.name")
                .operator("In")
                .values(node)
                .build());
    NodeSelector required =
        affinity.nodeAffinity() == null
            ? null
            : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
    List<NodeSelectorTerm> terms = new ArrayList<>();
    if (required != null) {
      for (NodeSelectorTerm term : required.nodeSelectorTerms()) {
        terms.add(term.with(t -> t.matchFields(name)));
      }
    }
    if (terms.isEmpty()) {
      terms.add(NodeSelectorTerm.builder().matchFields(name).build());
    }
    return affinity.with(
        a ->
            a.nodeAffinity(
                n ->
                    n.requiredDuringSchedulingIgnoredDuringExecution(
                        NodeSelector.builder().nodeSelectorTerms(terms).build())));
  }

  private static List<Toleration> tolerations(List<Toleration> given, boolean hostNetwork) {
    List<Toleration> tolerations = new ArrayList<>(given);
    add(tolerations, "not-ready", "NoExecute");
    add(tolerations, "unreachable", "NoExecute");
    add(tolerations, "disk-pressure", "NoSchedule");
    add(tolerations, "memory-pressure", "NoSchedule");
    add(tolerations, "pid-pressure", "NoSchedule");
    add(tolerations, "unschedulable", "NoSchedule");
    if (hostNetwork) {
      add(tolerations, "network-unavailable", "NoSchedule");
    }
    return tolerations;
  }

  private static void add(List<Toleration> tolerations, String taint, String effect) {
    Toleration added =
        Toleration.builder()
            .key("node.kubernetes.io/" + taint)
            .operator("Exists")
            .effect(effect)
            .build();
    for (int i = 0; i < tolerations.size(); i++) {
      if (added.equals(tolerations.get(i).with(t -> t.tolerationSeconds((Long) null)))) {
        tolerations.set(i, added);
        return;
      }
    }
    tolerations.add(added);
  }

  /// The node a pod is on or meant for; empty when neither.
  static String node(Pod pod) {
    if (!pod.spec().nodeName().isEmpty()) {
      return pod.spec().nodeName();
    }
    NodeSelector required = NodeFit.required(pod);
    if (required != null) {
      for (NodeSelectorTerm term : required.nodeSelectorTerms()) {
        for (NodeSelectorRequirement each : term.matchFields()) {
          if (each.key().equals("metadata.name")
              && each.operator().equals("In")
              && each.values().size() == 1) {
            return each.values().getFirst();
          }
        }
      }
    }
    return "";
  }
}
