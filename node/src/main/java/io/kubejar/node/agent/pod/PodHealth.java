package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.node.agent.pod.ContainerSlot.Role;
import io.kubejar.node.agent.probe.PodProbes;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.status.ContainerHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which containers of a pod have started and are ready, by their probes and hooks.
final class PodHealth implements AutoCloseable {

  private final ContainerStarts starts;
  private final PodProbes probes;
  private volatile Pod pod;

  PodHealth(Pod pod, PodSurroundings around, ContainerStarts starts, Runnable changed) {
    this.pod = pod;
    this.starts = starts;
    this.probes =
        new PodProbes(
            pod, around.prober(), around.events(), around.timeline(), around.threads(), changed);
  }

  void update(Pod newer) {
    pod = newer;
  }

  /// Probes the containers that run and are through with their hooks, and no others.
  ///
  /// @param addresses the pod's, the first of which is probed
  void follow(Pod now, PodObservation seen, List<String> addresses) {
    List<PodProbes.Target> targets = new ArrayList<>();
    for (ContainerSlot slot : ContainerSlot.of(now)) {
      ContainerRecord record = seen.latest(slot.name());
      boolean probed = slot.role() == Role.APP || slot.role() == Role.SIDECAR;
      if (probed && record != null && record.isRunning() && !starts.isHooked(record.id())) {
        targets.add(
            new PodProbes.Target(
                slot.container(), record, addresses.isEmpty() ? "" : addresses.getFirst()));
      }
    }
    probes.follow(targets);
  }

  /// Containers that ran before this agent started keep their standing.
  void adopt(Pod now, PodObservation seen) {
    Map<String, ContainerStatus> known = new HashMap<>();
    now.status().initContainerStatuses().forEach(s -> known.put(s.name(), s));
    now.status().containerStatuses().forEach(s -> known.put(s.name(), s));
    for (ContainerRecord record : seen.running()) {
      ContainerStatus last = known.get(record.name());
      if (last != null && last.containerID().endsWith(record.id())) {
        probes.adopt(record, Boolean.TRUE.equals(last.started()), last.ready());
      }
    }
  }

  ContainerHealth of(ContainerRecord record) {
    ContainerSlot slot = ContainerSlot.find(pod, record.name());
    if (slot == null || starts.isHooked(record.id())) {
      return new ContainerHealth(false, false);
    }
    Container container = slot.container();
    return switch (slot.role()) {
      case APP, SIDECAR ->
          new ContainerHealth(probes.started(container, record), probes.ready(container, record));
      case INIT, EPHEMERAL -> new ContainerHealth(slot.role() == Role.EPHEMERAL, false);
    };
  }

  /// What the plan asks of probes.
  PodPlan.Probed probed() {
    return new PodPlan.Probed(probes::failed, record -> of(record).started());
  }

  /// The pod ends: probes that would end containers stop, readiness goes on.
  void stopEnding() {
    probes.stopEnding();
  }

  @Override
  public void close() {
    probes.close();
  }
}
