package io.kubejar.node.agent.probe;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Probe;
import io.kubejar.client.EventRecorder.Type;
import io.kubejar.node.agent.event.PodEvents;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.time.Timeline;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The probes of one pod's running containers.
///
/// Each probe waits on the timeline between its runs and takes a thread only while it runs.
/// Liveness and readiness wait until the startup probe has succeeded.
public final class PodProbes implements AutoCloseable {
  private final Pod pod;
  private final ProbeHandler handler;
  private final PodEvents events;
  private final Timeline timeline;
  private final ExecutorService threads;
  private final Runnable changed;
  private final Map<String, Running> running = new HashMap<>();
  private boolean closed;

  /// @param changed runs when a result has changed; must be quick
  public PodProbes(
      Pod pod,
      ProbeHandler handler,
      PodEvents events,
      Timeline timeline,
      ExecutorService threads,
      Runnable changed) {
    this.pod = pod;
    this.handler = handler;
    this.events = events;
    this.timeline = timeline;
    this.threads = threads;
    this.changed = changed;
  }

  /// A running container with probes.
  public record Target(Container container, ContainerRecord record, String podIp) {}

  private static final class Running {
    final Target target;
    final Map<ProbeKind, ContainerProbe> probes = new EnumMap<>(ProbeKind.class);
    final Map<ProbeKind, Timeline.Alarm> alarms = new EnumMap<>(ProbeKind.class);
    boolean over;

    Running(Target target) {
      this.target = target;
    }
  }

  /// Probes these containers from now on, and no others.
  public synchronized void follow(Collection<Target> targets) {
    if (closed) {
      return;
    }
    Map<String, Target> wanted = new HashMap<>();
    for (Target target : targets) {
      wanted.put(target.record().id(), target);
    }
    running
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.containsKey(entry.getKey());
              if (gone) {
                end(entry.getValue());
              }
              return gone;
            });
    for (Target target : wanted.values()) {
      if (!running.containsKey(target.record().id())) {
        begin(target);
      }
    }
  }

  private void begin(Target target) {
    Running each = new Running(target);
    running.put(target.record().id(), each);
    for (ProbeKind kind : ProbeKind.values()) {
      Probe probe = kind.of(target.container());
      if (probe != null) {
        each.probes.put(kind, new ContainerProbe(kind, probe));
        schedule(each, kind, probe, timeline.now());
      }
    }
  }

  private void schedule(Running each, ProbeKind kind, Probe probe, Instant at) {
    Instant earliest = each.target.record().startedAt().plusSeconds(probe.initialDelaySeconds());
    each.alarms.put(
        kind, timeline.at(at.isBefore(earliest) ? earliest : at, () -> launch(each, kind, probe)));
  }

  private void launch(Running each, ProbeKind kind, Probe probe) {
    try {
      threads.execute(() -> run(each, kind, probe));
    } catch (RejectedExecutionException _) {
      // The agent is closing.
    }
  }

  private void run(Running each, ProbeKind kind, Probe probe) {
    boolean due;
    synchronized (this) {
      if (each.over || !each.probes.containsKey(kind)) {
        return;
      }
      ContainerProbe startup = each.probes.get(ProbeKind.STARTUP);
      boolean started = startup == null || startup.passing();
      due = (kind == ProbeKind.STARTUP) != started;
      if (kind == ProbeKind.STARTUP && started) {
        return;
      }
    }
    ProbeOutcome outcome = null;
    if (due) {
      Target target = each.target;
      outcome = attempt(probe, target);
    }
    boolean tell = false;
    synchronized (this) {
      if (each.over) {
        return;
      }
      ContainerProbe state = each.probes.get(kind);
      if (outcome != null && state != null) {
        tell(each.target, kind, outcome);
        if (outcome.verdict() != ProbeOutcome.Verdict.UNKNOWN) {
          tell = state.observe(outcome.passed());
        }
      }
      boolean onHold = state != null && kind != ProbeKind.READINESS && state.failed();
      if (!onHold) {
        schedule(each, kind, probe, timeline.now().plusSeconds(Math.max(1, probe.periodSeconds())));
      }
    }
    if (tell) {
      changed.run();
      if (kind == ProbeKind.STARTUP) {
        hurryReadiness(each);
      }
    }
  }

  private ProbeOutcome attempt(Probe probe, Target target) {
    ProbeOutcome outcome = ProbeOutcome.unknown("");
    for (int i = 0; i < 3 && outcome.verdict() == ProbeOutcome.Verdict.UNKNOWN; i++) {
      outcome = handler.run(probe, target.container(), target.record().id(), target.podIp());
    }
    return outcome;
  }

  /// A container that has just started need not wait for a period to become ready.
  private void hurryReadiness(Running each) {
    Probe readiness = ProbeKind.READINESS.of(each.target.container());
    ContainerProbe startup;
    synchronized (this) {
      startup = each.probes.get(ProbeKind.STARTUP);
    }
    if (readiness != null && startup != null && startup.passing()) {
      ProbeOutcome outcome = attempt(readiness, each.target);
      boolean tell = false;
      synchronized (this) {
        ContainerProbe state = each.probes.get(ProbeKind.READINESS);
        if (!each.over && state != null && outcome.passed()) {
          tell = state.observe(true);
        }
      }
      if (tell) {
        changed.run();
      }
    }
  }

  private void tell(Target target, ProbeKind kind, ProbeOutcome outcome) {
    String name = target.container().name();
    switch (outcome.verdict()) {
      case SUCCESS -> {}
      case WARNING ->
          events.container(
              pod,
              name,
              Type.WARNING,
              "ProbeWarning",
              kind.title() + " probe warning: " + outcome.output());
      case FAILURE ->
          events.container(
              pod,
              name,
              Type.WARNING,
              "Unhealthy",
              kind.title() + " probe failed: " + outcome.output());
      case UNKNOWN ->
          events.container(
              pod,
              name,
              Type.WARNING,
              "Unhealthy",
              kind.title() + " probe errored and resulted in unknown state: " + outcome.output());
    }
  }

  /// Whether a container has started.
  public synchronized boolean started(Container container, ContainerRecord record) {
    return container.startupProbe() == null || passing(record, ProbeKind.STARTUP);
  }

  /// Whether a container is ready.
  public synchronized boolean ready(Container container, ContainerRecord record) {
    return started(container, record)
        && (container.readinessProbe() == null || passing(record, ProbeKind.READINESS));
  }

  /// The probe for which a container has to end, if there is one.
  public synchronized @Nullable ProbeKind failed(ContainerRecord record) {
    Running each = running.get(record.id());
    if (each != null) {
      for (ProbeKind kind : List.of(ProbeKind.LIVENESS, ProbeKind.STARTUP)) {
        ContainerProbe probe = each.probes.get(kind);
        if (probe != null && probe.failed()) {
          return kind;
        }
      }
    }
    return null;
  }

  private boolean passing(ContainerRecord record, ProbeKind kind) {
    Running each = running.get(record.id());
    ContainerProbe probe = each == null ? null : each.probes.get(kind);
    return probe != null && probe.passing();
  }

  /// Takes a container's word from before a restart of the agent: what was started and ready stays
  /// so until a probe shows otherwise.
  public synchronized void adopt(ContainerRecord record, boolean started, boolean ready) {
    Running each = running.get(record.id());
    if (each == null) {
      return;
    }
    ContainerProbe startup = each.probes.get(ProbeKind.STARTUP);
    if (startup != null && started) {
      startup.assumePassing();
    }
    ContainerProbe readiness = each.probes.get(ProbeKind.READINESS);
    if (readiness != null && ready) {
      readiness.assumePassing();
    }
  }

  /// Stops those probes that end containers; readiness goes on while a pod ends.
  public synchronized void stopEnding() {
    for (Running each : running.values()) {
      each.probes.remove(ProbeKind.LIVENESS);
    }
  }

  private static void end(Running each) {
    each.over = true;
    each.alarms.values().forEach(Timeline.Alarm::cancel);
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.values().forEach(PodProbes::end);
    running.clear();
  }
}
