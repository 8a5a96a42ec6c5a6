package io.kubejar.scheduler.plugins.tainttoleration;

import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.core.v1.Tolerations;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.List;

/// No node with a taint that the pod does not tolerate; of the rest, rather those with fewer taints
/// that would prefer it elsewhere.
public final class TaintToleration implements SchedulingPlugin.Filter, SchedulingPlugin.Score {
  @Override
  public String name() {
    return "TaintToleration";
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    for (Taint taint : node.node().spec().taints()) {
      boolean repels = taint.effect().equals("NoSchedule") || taint.effect().equals("NoExecute");
      if (repels && !Tolerations.tolerates(cycle.pod().spec().tolerations(), taint)) {
        return Verdict.unresolvable("node(s) had untolerated taint(s)");
      }
    }
    return Verdict.OK;
  }

  @Override
  public long score(Cycle cycle, NodeInfo node) {
    long disliked = 0;
    for (Taint taint : node.node().spec().taints()) {
      if (taint.effect().equals("PreferNoSchedule")
          && !Tolerations.tolerates(cycle.pod().spec().tolerations(), taint)) {
        disliked++;
      }
    }
    return disliked;
  }

  @Override
  public void normalize(Cycle cycle, List<NodeInfo> nodes, long[] scores) {
    SchedulingPlugin.scale(scores, true);
  }

  @Override
  public int weight() {
    return 3;
  }
}
