package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import java.time.Duration;

/// How long a pod's containers may take to end.
///
/// See <https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination>.
final class GracePeriod {

  private static final long DEFAULT_SECONDS = 30;

  private GracePeriod() {}

  /// The period that the deletion asked for, else the pod's own, which is a second at least.
  static Duration of(Pod pod) {
    Long asked = pod.metadata().deletionGracePeriodSeconds();
    if (asked != null) {
      return Duration.ofSeconds(asked);
    }
    Long own = pod.spec().terminationGracePeriodSeconds();
    return Duration.ofSeconds(own == null ? DEFAULT_SECONDS : Math.max(1, own));
  }

  /// The failed probe's own period goes before the pod's.
  static Duration of(Pod pod, PodPlan.Kill kill) {
    if (kill.probe() != null) {
      var probe = kill.probe().of(kill.slot().container());
      if (probe != null && probe.terminationGracePeriodSeconds() != null) {
        return Duration.ofSeconds(probe.terminationGracePeriodSeconds());
      }
    }
    return of(pod);
  }
}
