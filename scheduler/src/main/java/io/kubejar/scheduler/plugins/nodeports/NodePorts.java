package io.kubejar.scheduler.plugins.nodeports;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;

/// No node on which another pod has a host port that this one wants.
public final class NodePorts implements SchedulingPlugin.Filter {
  @Override
  public String name() {
    return "NodePorts";
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    for (PodInfo.HostPort wanted : cycle.info().hostPorts()) {
      for (PodInfo other : node.pods()) {
        for (PodInfo.HostPort taken : other.hostPorts()) {
          if (wanted.clashes(taken)) {
            return Verdict.unschedulable(
                "node(s) didn't have free ports for the requested pod ports");
          }
        }
      }
    }
    return Verdict.OK;
  }
}
