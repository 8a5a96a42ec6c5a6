package io.kubejar.scheduler.plugins.defaultpreemption;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Patch;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.Reasons;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Deletes pods of lower priority where that lets a pod of higher priority in.
///
/// Of the nodes on which it would help, the one whose most important victim matters least is taken,
/// then the one whose victims matter least together, then the one with the fewest, then the one
/// whose victims started last. In large clusters a tenth of the nodes is tried. Disruption budgets
/// are not weighed yet.
public final class DefaultPreemption implements SchedulingPlugin.PostFilter {
  private static final int LEAST_TRIED = 100;
  private static final int PERCENT_TRIED = 10;

  private final List<SchedulingPlugin.Filter> filters;
  private final Client client;
  private final EventRecorder events;

  /// What removing pods from a node would bring.
  private sealed interface Trial {
    record Helps(NodeInfo node, List<PodInfo> victims) implements Trial {
      int highest() {
        return victims.stream().mapToInt(PodInfo::priority).max().orElse(Integer.MIN_VALUE);
      }

      long sum() {
        // moved up, so that many unimportant victims do not outweigh few
        return victims.stream().mapToLong(v -> v.priority() + (1L << 31)).sum();
      }

      Instant earliestOfHighest() {
        int highest = highest();
        return victims.stream()
            .filter(victim -> victim.priority() == highest)
            .map(victim -> started(victim.pod()))
            .min(Comparator.naturalOrder())
            .orElse(Instant.MAX);
      }
    }

    record Hopeless(List<String> reasons) implements Trial {}
  }

  private static final Comparator<Trial.Helps> BEST =
      Comparator.comparingInt(Trial.Helps::highest)
          .thenComparingLong(Trial.Helps::sum)
          .thenComparingInt(trial -> trial.victims().size())
          .thenComparing(Trial.Helps::earliestOfHighest, Comparator.reverseOrder());

  /// More important first: of higher priority, or running for longer.
  private static final Comparator<PodInfo> IMPORTANCE =
      Comparator.comparingInt((PodInfo pod) -> -pod.priority())
          .thenComparing(pod -> started(pod.pod()));

  /// A plugin that tries nodes with the given filters.
  public DefaultPreemption(
      List<SchedulingPlugin.Filter> filters, Client client, EventRecorder events) {
    this.filters = filters;
    this.client = client;
    this.events = events;
  }

  @Override
  public String name() {
    return "DefaultPreemption";
  }

  private static Instant started(Pod pod) {
    Time time = pod.status().startTime();
    return time == null ? Instant.MAX : time.instant();
  }

  @Override
  public SchedulingPlugin.PostFilterOutcome postFilter(
      Cycle cycle, Map<String, Verdict.Unschedulable> verdicts) {
    if ("Never".equals(cycle.pod().spec().preemptionPolicy())) {
      return SchedulingPlugin.PostFilterOutcome.none(
          "preemption: not eligible due to preemptionPolicy=Never.");
    }
    String waitingFor = cycle.pod().status().nominatedNodeName();
    if (!waitingFor.isEmpty() && victimsLeaving(cycle, waitingFor, verdicts)) {
      return new SchedulingPlugin.PostFilterOutcome(
          "preemption: not eligible due to a terminating pod on the nominated node.",
          waitingFor,
          false);
    }
    List<NodeInfo> hopeful = new ArrayList<>();
    for (NodeInfo node : cycle.nodes()) {
      Verdict.Unschedulable verdict = verdicts.get(node.name());
      if (verdict != null && verdict.resolvable()) {
        hopeful.add(node);
      }
    }
    Reasons reasons = new Reasons();
    int enough = Math.max(hopeful.size() * PERCENT_TRIED / 100, LEAST_TRIED);
    int offset = hopeful.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(hopeful.size());
    int helping = 0;
    Trial.Helps best = null;
    for (int i = 0; i < hopeful.size() && helping < enough; i++) {
      switch (trial(cycle, hopeful.get((offset + i) % hopeful.size()))) {
        case Trial.Hopeless(List<String> why) -> why.forEach(reasons::add);
        case Trial.Helps helps -> {
          helping++;
          if (best == null || BEST.compare(helps, best) < 0) {
            best = helps;
          }
        }
      }
    }
    if (best == null) {
      int all = cycle.nodes().size();
      reasons.add("Preemption is not helpful for scheduling", all - hopeful.size());
      return SchedulingPlugin.PostFilterOutcome.none(
          "preemption: 0/%d nodes are available:%s".formatted(all, reasons.sentence()));
    }
    for (PodInfo victim : best.victims()) {
      evict(cycle.pod(), victim.pod(), best.node());
    }
    return new SchedulingPlugin.PostFilterOutcome("", best.node().name(), true);
  }

  private static boolean victimsLeaving(
      Cycle cycle, String nominated, Map<String, Verdict.Unschedulable> verdicts) {
    Verdict.Unschedulable verdict = verdicts.get(nominated);
    if (verdict != null && !verdict.resolvable()) {
      return false;
    }
    for (NodeInfo node : cycle.nodes()) {
      if (node.name().equals(nominated)) {
        for (PodInfo pod : node.pods()) {
          if (pod.pod().metadata().deletionTimestamp() != null
              && pod.priority() < cycle.info().priority()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Trial trial(Cycle cycle, NodeInfo node) {
    int own = cycle.info().priority();
    NodeInfo without = node.copy();
    for (PodInfo other : cycle.snapshot().nominated().getOrDefault(node.name(), List.of())) {
      if (other.priority() >= own && other.pod() != cycle.pod()) {
        without.add(other);
      }
    }
    List<PodInfo> lower = new ArrayList<>();
    for (PodInfo other : node.pods()) {
      if (other.priority() < own) {
        lower.add(other);
        without.remove(other.pod());
      }
    }
    if (lower.isEmpty()) {
      return new Trial.Hopeless(List.of("No preemption victims found for incoming pod"));
    }
    if (filter(cycle, without) instanceof Verdict.Unschedulable refused) {
      return new Trial.Hopeless(refused.reasons());
    }
    lower.sort(IMPORTANCE);
    List<PodInfo> victims = new ArrayList<>();
    for (PodInfo spared : lower) {
      without.add(spared);
      if (!filter(cycle, without).isOk()) {
        without.remove(spared.pod());
        victims.add(spared);
      }
    }
    return new Trial.Helps(node, victims);
  }

  /// What the filters say of a changed node; what they know of all nodes is worked out anew only
  /// for those that look at other pods.
  private Verdict filter(Cycle cycle, NodeInfo changed) {
    Cycle attempt = null;
    for (SchedulingPlugin.Filter filter : filters) {
      if (cycle.skipped(filter)) {
        continue;
      }
      Verdict verdict;
      if (filter instanceof SchedulingPlugin.PreFilter first && first.dependsOnPods()) {
        if (attempt == null) {
          attempt =
              new Cycle(cycle.info(), cycle.snapshot().with(changed), cycle.namespaceLabels());
        }
        verdict = first.preFilter(attempt);
        if (verdict == Verdict.OK) {
          verdict = filter.filter(attempt, changed);
        }
      } else {
        verdict = filter.filter(cycle, changed);
      }
      if (!verdict.isOk()) {
        return verdict;
      }
    }
    return Verdict.OK;
  }

  private static Bytes statusWith(JsonValue condition) {
    JsonValue status =
        JsonValue.Obj.EMPTY.with("conditions", new JsonValue.Array(List.of(condition)));
    return Bytes.wrap(
        JsonEncoder.encode(JsonValueCodec.INSTANCE, JsonValue.Obj.EMPTY.with("status", status)));
  }

  private void evict(Pod winner, Pod victim, NodeInfo node) {
    var pods = client.resources(PodKind.POD, victim.metadata().namespace());
    JsonValue condition =
        JsonValue.Obj.EMPTY
            .with("type", JsonValue.of("DisruptionTarget"))
            .with("lastTransitionTime", JsonValue.of(new Time(Instant.now()).toString()))
            .with("observedGeneration", JsonValue.of(victim.metadata().generation()))
            .with("status", JsonValue.of("True"))
            .with("reason", JsonValue.of("PreemptionByScheduler"))
            .with(
                "message",
                JsonValue.of(
                    winner.spec().schedulerName()
                        + ": preempting to accommodate a higher priority pod"));
    try {
      pods.patchStatus(
          victim.metadata().name(), new Patch(Patch.Type.STRATEGIC, statusWith(condition)));
      pods.delete(victim.metadata().name());
      events.normal(
          PodKind.POD,
          victim,
          "Preempted",
          "Preempted by pod " + winner.metadata().uid() + " on node " + node.name());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
