package io.kubejar.scheduler.plugins.dynamicresources;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import java.util.Map;

/// Says of pods that fit nowhere that no claim could be given up for them.
///
/// Devices are not allocated: there are no drivers to offer any. A pod with claims therefore stays
/// without a node.
public final class DynamicResources
    implements SchedulingPlugin.PreFilter, SchedulingPlugin.PostFilter {
  @Override
  public String name() {
    return "DynamicResources";
  }

  @Override
  public Verdict preFilter(Cycle cycle) {
    return cycle.pod().spec().resourceClaims().isEmpty()
        ? Verdict.SKIP
        : Verdict.unresolvable("cannot allocate all claims");
  }

  @Override
  public SchedulingPlugin.PostFilterOutcome postFilter(
      Cycle cycle, Map<String, Verdict.Unschedulable> verdicts) {
    return SchedulingPlugin.PostFilterOutcome.none("no new claims to deallocate");
  }
}
