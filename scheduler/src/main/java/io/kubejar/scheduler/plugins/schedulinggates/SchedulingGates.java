package io.kubejar.scheduler.plugins.schedulinggates;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSchedulingGate;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import java.util.List;

/// No pod that still has a scheduling gate (KEP-3521).
public final class SchedulingGates implements SchedulingPlugin.PreEnqueue {
  @Override
  public String name() {
    return "SchedulingGates";
  }

  @Override
  public Verdict preEnqueue(Pod pod) {
    List<String> gates =
        pod.spec().schedulingGates().stream().map(PodSchedulingGate::name).toList();
    return gates.isEmpty()
        ? Verdict.OK
        : Verdict.unresolvable("waiting for scheduling gates: [" + String.join(" ", gates) + "]");
  }
}
