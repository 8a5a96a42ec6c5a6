package io.kubejar.scheduler.plugins.noderesources;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.snapshot.Amounts;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.List;

/// Rather nodes on which processor and memory would be used to a similar part.
public final class BalancedAllocation implements SchedulingPlugin.PreScore, SchedulingPlugin.Score {
  @Override
  public String name() {
    return "NodeResourcesBalancedAllocation";
  }

  /// Pods that ask for nothing would all go to the same node.
  @Override
  public boolean preScore(Cycle cycle, List<NodeInfo> fitting) {
    Amounts asked = cycle.info().requests();
    return asked.milliCpu() != 0 || asked.memory() != 0;
  }

  @Override
  public long score(Cycle cycle, NodeInfo node) {
    Amounts asked = cycle.info().requests();
    Amounts taken = node.requested();
    if (node.allocatable().milliCpu() == 0 || node.allocatable().memory() == 0) {
      return 100;
    }
    double cpu = part(taken.milliCpu() + asked.milliCpu(), node.allocatable().milliCpu());
    double memory = part(taken.memory() + asked.memory(), node.allocatable().memory());
    return (long) ((1 - Math.abs(cpu - memory) / 2) * 100);
  }

  private static double part(long requested, long capacity) {
    return Math.min(1, (double) requested / capacity);
  }

  @Override
  public int weight() {
    return 1;
  }
}
