package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.node.agent.pod.ContainerSlot.Role;
import io.kubejar.node.agent.probe.ProbeKind;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.runtime.SandboxRecord;
import io.kubejar.node.agent.status.RestartRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What has to be done so that a pod runs as specified: a pure function of what is seen.
///
/// @param newSandbox whether a sandbox has to be made first, in place of any there was
/// @param attempt the number of the new sandbox
/// @param start the containers to start, in order
/// @param kill the containers to end
/// @param finished whether the pod has done its work, well or not, and is to be ended
record PodPlan(
    boolean newSandbox, int attempt, List<ContainerSlot> start, List<Kill> kill, boolean finished) {

  /// A running container that has to end.
  ///
  /// @param probe the probe it failed, if that is why
  /// @param message what users are told
  record Kill(
      ContainerRecord container, ContainerSlot slot, @Nullable ProbeKind probe, String message) {}

  /// What probes know of running containers.
  ///
  /// @param failed the probe that a container failed for good, or null
  /// @param started whether it has started
  record Probed(
      Function<ContainerRecord, @Nullable ProbeKind> failed, Predicate<ContainerRecord> started) {}

  PodPlan {
    start = List.copyOf(start);
    kill = List.copyOf(kill);
  }

  static PodPlan of(Pod pod, PodObservation seen, Probed probed) {
    return new Planner(pod, seen, probed).plan();
  }

  private static final class Planner {
    private final PodSpec spec;
    private final List<ContainerSlot> slots;
    private final PodObservation seen;
    private final Probed probed;
    private final List<ContainerSlot> start = new ArrayList<>();
    private final List<Kill> kill = new ArrayList<>();

    Planner(Pod pod, PodObservation seen, Probed probed) {
      this.spec = pod.spec();
      this.slots = ContainerSlot.of(pod);
      this.seen = seen;
      this.probed = probed;
    }

    PodPlan plan() {
      if (finished()) {
        return new PodPlan(false, 0, List.of(), List.of(), true);
      }
      SandboxRecord sandbox = seen.sandbox();
      if (sandbox == null) {
        return new PodPlan(true, 0, List.of(), List.of(), false);
      }
      if (!sandbox.ready() || (!spec.hostNetwork() && sandbox.addresses().isEmpty())) {
        return new PodPlan(true, sandbox.attempt() + 1, List.of(), List.of(), false);
      }
      if (inits(sandbox.id())) {
        apps();
      }
      return new PodPlan(false, 0, start, kill, false);
    }

    private boolean finished() {
      boolean anyApp = false;
      boolean allDone = true;
      for (ContainerSlot slot : slots) {
        ContainerRecord record = seen.latest(slot.name());
        switch (slot.role()) {
          case INIT -> {
            if (record != null
                && record.isExited()
                && record.exitCode() != 0
                && !appsBegan()
                && !RestartRule.restarts(spec, slot.container(), record.exitCode())) {
              return true;
            }
          }
          case APP -> {
            anyApp = true;
            allDone &=
                record != null
                    && record.isExited()
                    && !RestartRule.restarts(spec, slot.container(), record.exitCode());
          }
          case SIDECAR, EPHEMERAL -> {}
        }
      }
      return anyApp && allDone;
    }

    private boolean appsBegan() {
      SandboxRecord sandbox = seen.sandbox();
      return sandbox != null
          && slots.stream()
              .filter(s -> s.role() == Role.APP)
              .anyMatch(s -> in(sandbox.id(), s) != null);
    }

    private @Nullable ContainerRecord in(String sandbox, ContainerSlot slot) {
      ContainerRecord record = seen.latest(slot.name());
      return record != null && record.sandboxId().equals(sandbox) ? record : null;
    }

    /// True when the app containers may run.
    private boolean inits(String sandbox) {
      boolean initialized = appsBegan();
      for (ContainerSlot slot : slots) {
        ContainerRecord record = in(sandbox, slot);
        boolean done =
            switch (slot.role()) {
              case INIT -> initialized || init(slot, record);
              case SIDECAR -> sidecar(slot, record) || initialized;
              case APP, EPHEMERAL -> true;
            };
        if (!done) {
          return false;
        }
      }
      return true;
    }

    private boolean init(ContainerSlot slot, @Nullable ContainerRecord record) {
      if (record == null || (!record.isRunning() && !record.isExited())) {
        start.add(slot);
        return false;
      }
      if (record.isExited() && record.exitCode() != 0) {
        start.add(slot);
        return false;
      }
      return record.isExited();
    }

    private boolean sidecar(ContainerSlot slot, @Nullable ContainerRecord record) {
      if (record == null || !record.isRunning()) {
        start.add(slot);
        return false;
      }
      check(slot, record);
      return probed.started().test(record);
    }

    private void apps() {
      for (ContainerSlot slot : slots) {
        ContainerRecord record = seen.latest(slot.name());
        switch (slot.role()) {
          case EPHEMERAL -> {
            if (record == null) {
              start.add(slot);
            }
          }
          case APP -> {
            if (record == null) {
              start.add(slot);
            } else if (record.isRunning()) {
              check(slot, record);
            } else if (!record.isExited()
                || RestartRule.restarts(spec, slot.container(), record.exitCode())) {
              start.add(slot);
            }
          }
          case INIT, SIDECAR -> {}
        }
      }
    }

    private void check(ContainerSlot slot, ContainerRecord record) {
      String name = slot.name();
      String hash = record.hash();
      if (hash != null && !hash.equals(slot.hash())) {
        kill.add(
            new Kill(
                record,
                slot,
                null,
                "Container " + name + " definition changed, will be restarted"));
        return;
      }
      ProbeKind failed = probed.failed().apply(record);
      if (failed != null) {
        // Ended by force, it counts as failed.
        String consequence =
            RestartRule.restarts(spec, slot.container(), 137) ? ", will be restarted" : "";
        kill.add(
            new Kill(
                record,
                slot,
                failed,
                "Container " + name + " failed " + failed.word() + " probe" + consequence));
      }
    }
  }
}
