package io.kubejar.scheduler.plugins.nodename;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;

/// Only the node that `spec.nodeName` names, when it names one.
public final class NodeName implements SchedulingPlugin.Filter {
  @Override
  public String name() {
    return "NodeName";
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    String wanted = cycle.pod().spec().nodeName();
    return wanted.isEmpty() || wanted.equals(node.name())
        ? Verdict.OK
        : Verdict.unresolvable("node(s) didn't match the requested node name");
  }
}
