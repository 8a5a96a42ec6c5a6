package io.kubejar.scheduler.snapshot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many pods of each controller every node and every zone has, kept up to date pod by pod.
///
/// Written under the lock of [ClusterCache], read by the scheduling loop without one: a count that
/// is one change ahead does no harm to a preference.
public final class ControllerSpread {
  /// The node label whose values are the zones.
  public static final String ZONE = "topology.kubernetes.io/zone";

  private final Map<String, Counts> byController = new ConcurrentHashMap<>();

  /// The pods of one controller; zones without a name are those of nodes without the label.
  ///
  /// @param byNode how many each node has that has any
  /// @param byZone how many each zone has that has any
  public record Counts(Map<String, Integer> byNode, Map<String, Integer> byZone) {
    static final Counts NONE = new Counts(Map.of(), Map.of());
  }

  void add(PodInfo pod, String node, String zone) {
    change(pod, node, zone, 1);
  }

  void remove(PodInfo pod, String node, String zone) {
    change(pod, node, zone, -1);
  }

  private void change(PodInfo pod, String node, String zone, int by) {
    if (pod.controllerUid().isEmpty() || pod.terminating()) {
      return;
    }
    byController.compute(
        pod.controllerUid(),
        (uid, known) -> {
          Counts counts =
              known == null
                  ? new Counts(new ConcurrentHashMap<>(), new ConcurrentHashMap<>())
                  : known;
          change(counts.byNode(), node, by);
          change(counts.byZone(), zone, by);
          return counts.byNode().isEmpty() ? null : counts;
        });
  }

  private static void change(Map<String, Integer> counts, String place, int by) {
    counts.merge(place, by, (old, more) -> old + more == 0 ? null : old + more);
  }

  /// Where a controller's pods are.
  public Counts of(String controllerUid) {
    return byController.getOrDefault(controllerUid, Counts.NONE);
  }
}
