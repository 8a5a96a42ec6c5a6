package io.kubejar.scheduler.plugins.nodeunschedulable;

import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.core.v1.Tolerations;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;

/// No cordoned node, unless the pod tolerates the taint that stands for it.
public final class NodeUnschedulable implements SchedulingPlugin.Filter {
  private static final Taint CORDONED =
      Taint.builder().key("node.kubernetes.io/unschedulable").effect("NoSchedule").build();

  @Override
  public String name() {
    return "NodeUnschedulable";
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    return node.node().spec().unschedulable()
            && !Tolerations.tolerates(cycle.pod().spec().tolerations(), CORDONED)
        ? Verdict.unresolvable("node(s) were unschedulable")
        : Verdict.OK;
  }
}
