package io.kubejar.scheduler.plugins.noderesources;

import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.Amounts;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Only nodes with enough left of everything; of these, rather the emptier ones.
public final class Fit implements SchedulingPlugin.Filter, SchedulingPlugin.Score {
  @Override
  public String name() {
    return "NodeResourcesFit";
  }

  @Override
  public Verdict filter(Cycle cycle, NodeInfo node) {
    Amounts asked = cycle.info().requests();
    Amounts has = node.allocatable();
    Amounts taken = node.requested();
    List<String> lacking = null;
    boolean resolvable = true;
    if (node.pods().size() + 1 > node.allowedPods()) {
      lacking = add(lacking, "Too many pods");
    }
    if (asked.milliCpu() > 0 && asked.milliCpu() > has.milliCpu() - taken.milliCpu()) {
      lacking = add(lacking, "Insufficient cpu");
      resolvable &= asked.milliCpu() <= has.milliCpu();
    }
    if (asked.memory() > 0 && asked.memory() > has.memory() - taken.memory()) {
      lacking = add(lacking, "Insufficient memory");
      resolvable &= asked.memory() <= has.memory();
    }
    if (asked.ephemeralStorage() > 0
        && asked.ephemeralStorage() > has.ephemeralStorage() - taken.ephemeralStorage()) {
      lacking = add(lacking, "Insufficient ephemeral-storage");
      resolvable &= asked.ephemeralStorage() <= has.ephemeralStorage();
    }
    for (Map.Entry<String, Long> other : asked.others().entrySet()) {
      long left = has.other(other.getKey()) - taken.other(other.getKey());
      if (other.getValue() > 0 && other.getValue() > left) {
        lacking = add(lacking, "Insufficient " + other.getKey());
        resolvable &= other.getValue() <= has.other(other.getKey());
      }
    }
    return lacking == null
        ? Verdict.OK
        : new Verdict.Unschedulable(List.copyOf(lacking), resolvable);
  }

  private static List<String> add(
      @org.jspecify.annotations.Nullable List<String> reasons, String reason) {
    List<String> longer = reasons == null ? new ArrayList<>(2) : reasons;
    longer.add(reason);
    return longer;
  }

  @Override
  public long score(Cycle cycle, NodeInfo node) {
    Amounts asked = cycle.info().scoringRequests();
    Amounts has = node.allocatable();
    Amounts taken = node.scoringRequested();
    int known = (has.milliCpu() == 0 ? 0 : 1) + (has.memory() == 0 ? 0 : 1);
    long sum =
        free(taken.milliCpu() + asked.milliCpu(), has.milliCpu())
            + free(taken.memory() + asked.memory(), has.memory());
    return known == 0 ? 0 : sum / known;
  }

  private static long free(long requested, long capacity) {
    return capacity == 0 || requested > capacity ? 0 : (capacity - requested) * 100 / capacity;
  }

  @Override
  public int weight() {
    return 1;
  }
}
