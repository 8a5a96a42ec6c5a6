package io.kubejar.controllers.runtime;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.List;

/// The condition `DisruptionTarget`, which says that a pod is ended by the control plane and why.
public final class DisruptionTarget {
  private static final String TYPE = "DisruptionTarget";

  private DisruptionTarget() {}

  /// The pod with the condition.
  public static Pod mark(Pod pod, String reason, String message, Time now) {
    List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
    PodCondition known = Pods.condition(pod, TYPE);
    PodCondition marked = condition(pod, reason, message, now);
    if (known == null) {
      conditions.add(marked);
    } else {
      conditions.set(conditions.indexOf(known), marked);
    }
    return pod.with(b -> b.status(s -> s.conditions(conditions)));
  }

  /// The condition itself; it keeps the time since when it holds.
  public static PodCondition condition(Pod pod, String reason, String message, Time now) {
    PodCondition known = Pods.condition(pod, TYPE);
    return PodCondition.builder()
        .type(TYPE)
        .status("True")
        .reason(reason)
        .message(message)
        .observedGeneration(pod.metadata().generation())
        .lastTransitionTime(
            known != null && known.status().equals("True") ? known.lastTransitionTime() : now)
        .build();
  }
}
