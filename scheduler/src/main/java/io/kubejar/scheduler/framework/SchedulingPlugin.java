package io.kubejar.scheduler.framework;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.snapshot.NodeInfo;

/// A rule of scheduling; a plugin implements the points at which it has something to say.
public interface SchedulingPlugin {
  /// The plugin's name, as in upstream's configuration.
  String name();

  /// Says whether a pod may be tried at all yet.
  interface PreEnqueue extends SchedulingPlugin {
    Verdict preEnqueue(Pod pod);
  }

  /// Works out once per pod what the filter needs, or refuses the pod on all nodes.
  interface PreFilter extends SchedulingPlugin {
    Verdict preFilter(Cycle cycle);

    /// Whether the outcome may change when pods leave a node.
    default boolean dependsOnPods() {
      return true;
    }
  }

  /// Says whether a node can take the pod.
  interface Filter extends SchedulingPlugin {
    Verdict filter(Cycle cycle, NodeInfo node);
  }

  /// Works out once per pod what the score of the nodes that fit needs; false when all nodes are
  /// equal to the plugin.
  interface PreScore extends SchedulingPlugin {
    boolean preScore(Cycle cycle, java.util.List<NodeInfo> fitting);
  }

  /// Says how well a node suits the pod, in a scale of its own that [#normalize] brings to 0..100.
  interface Score extends SchedulingPlugin {
    long score(Cycle cycle, NodeInfo node);

    /// How much the score counts beside others.
    int weight();

    default void normalize(Cycle cycle, java.util.List<NodeInfo> nodes, long[] scores) {}
  }

  /// Tries to make room when no node can take the pod; says in words how it went, or nothing.
  interface PostFilter extends SchedulingPlugin {
    PostFilterOutcome postFilter(
        Cycle cycle, java.util.Map<String, Verdict.Unschedulable> verdicts);
  }

  /// How an attempt to make room went.
  ///
  /// @param message what to tell the user; empty for nothing
  /// @param nominatedNode the node on which room is being made; empty for none
  /// @param done whether room is being made, so that no other plugin is to be asked
  record PostFilterOutcome(String message, String nominatedNode, boolean done) {
    /// No room can be made.
    public static PostFilterOutcome none(String message) {
      return new PostFilterOutcome(message, "", false);
    }
  }

  /// Sets something aside on the node that was chosen, and gives it back when binding fails.
  interface Reserve extends SchedulingPlugin {
    Verdict reserve(Cycle cycle, NodeInfo node);

    void unreserve(Cycle cycle, NodeInfo node);
  }

  /// Does what has to be done before the pod is bound; may block.
  interface PreBind extends SchedulingPlugin {
    Verdict preBind(Cycle cycle, NodeInfo node);
  }

  /// Binds the pod to the node; may block.
  interface Bind extends SchedulingPlugin {
    Verdict bind(Cycle cycle, NodeInfo node);
  }

  /// Scales scores so that the highest becomes 100; reversed, so that the lowest does.
  static void scale(long[] scores, boolean reverse) {
    long max = 0;
    for (long score : scores) {
      max = Math.max(max, score);
    }
    for (int i = 0; i < scores.length; i++) {
      long scaled = max == 0 ? 0 : scores[i] * 100 / max;
      scores[i] = reverse ? 100 - scaled : scaled;
    }
  }

  /// The text, or the empty one for none.
  static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
