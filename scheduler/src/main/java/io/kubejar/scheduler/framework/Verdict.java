package io.kubejar.scheduler.framework;

/// What a plugin says of a pod, or of a pod on a node.
public sealed interface Verdict {
  /// Nothing stands against it.
  Verdict OK = new Ok();

  /// Nothing stands against it.
  record Ok() implements Verdict {}

  /// The plugin has nothing to say about this pod, on whatever node.
  Verdict SKIP = new Skip();

  /// The plugin has nothing to say about this pod, on whatever node.
  record Skip() implements Verdict {}

  /// It does not fit now; removing other pods might help when `resolvable` is set.
  ///
  /// @param reason a short phrase that is counted over all nodes, such as `Insufficient cpu`
  /// @param resolvable whether removing pods from the node could change it
  record Unschedulable(java.util.List<String> reasons, boolean resolvable) implements Verdict {}

  static Verdict unschedulable(String reason) {
    return new Unschedulable(java.util.List.of(reason), true);
  }

  /// It does not fit, and removing pods from the node would not change it.
  static Verdict unresolvable(String reason) {
    return new Unschedulable(java.util.List.of(reason), false);
  }

  default boolean isOk() {
    return !(this instanceof Unschedulable);
  }
}
