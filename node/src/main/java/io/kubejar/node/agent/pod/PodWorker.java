package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Time;
import io.kubejar.node.agent.field.PodFacts;
import io.kubejar.node.agent.object.PodObjects;
import io.kubejar.node.agent.pod.ContainerSlot.Role;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.runtime.SandboxRecord;
import io.kubejar.node.agent.time.Timeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes one pod run, and in the end stop, on a thread of its own.
///
/// ```
/// RUNNING ──▶ ENDING ──▶ ENDED ──▶ GONE
///    └─ rejected ─────────▲
/// ```
final class PodWorker implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.node");
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);
  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  private enum Stage {
    RUNNING,
    ENDING,
    ENDED,
    GONE
  }

  private final PodSurroundings around;
  private final NodeAdmission admission;
  private final String uid;
  private final Mailbox mailbox = new Mailbox();
  private final Thread thread;
  private final Consumer<PodWorker> gone;
  private final PodObjects objects;
  private final ContainerStarts starts;
  private final ContainerKiller killer;
  private final PodHealth health;
  private final PodGround ground;
  private final PodReport status;

  private volatile Pod pod;
  private volatile boolean removed;
  private volatile boolean objectsChanged;
  private Stage stage = Stage.RUNNING;
  private boolean begun;
  private boolean finishing;
  private @Nullable Instant endingSince;
  private Timeline.@Nullable Alarm alarm;
  private Instant wake = Instant.MAX;
  private Duration retry = FIRST_RETRY;

  PodWorker(Pod pod, PodSurroundings around, NodeAdmission admission, Consumer<PodWorker> gone) {
    this.pod = pod;
    this.around = around;
    this.admission = admission;
    this.gone = gone;
    this.uid = pod.metadata().uid();
    this.objects = new PodObjects(around.configMaps(), around.secrets(), pod, this::objectsChanged);
    Hooks hooks = new Hooks(around.runtime(), around.prober(), around.timeline());
    this.starts = new ContainerStarts(around, uid, objects, hooks, mailbox::signal);
    this.killer =
        new ContainerKiller(
            around.runtime(),
            hooks,
            around.events(),
            around.timeline(),
            around.threads(),
            mailbox::signal);
    this.health = new PodHealth(pod, around, starts, mailbox::signal);
    this.ground = new PodGround(around, uid, objects);
    this.status = new PodReport(around, () -> this.pod, () -> removed, starts, health::of);
    this.thread =
        Thread.ofVirtual()
            .name("pod-" + pod.metadata().namespace() + "/" + pod.metadata().name())
            .unstarted(this::run);
  }

  void start() {
    mailbox.signal();
    thread.start();
  }

  /// The pod with the status the node knows, which is newer than that of the API.
  Pod current() {
    return status.overlaid();
  }

  void update(Pod newer) {
    Pod old = pod;
    pod = newer;
    health.update(newer);
    if (!old.metadata().labels().equals(newer.metadata().labels())
        || !old.metadata().annotations().equals(newer.metadata().annotations())) {
      objectsChanged = true;
    }
    mailbox.signal();
  }

  /// The pod's object is gone.
  void remove() {
    removed = true;
    mailbox.signal();
  }

  /// Something about the pod may have changed.
  void signal() {
    mailbox.signal();
  }

  private void objectsChanged() {
    objectsChanged = true;
    mailbox.signal();
  }

  private void run() {
    try {
      while (stage != Stage.GONE) {
        mailbox.await();
        if (alarm != null) {
          alarm.cancel();
        }
        wake = Instant.MAX;
        try {
          pass();
          retry = FIRST_RETRY;
        } catch (RuntimeException e) {
          // The first failure of a series is worth a word, the others would only repeat it.
          LOG.log(
              retry.equals(FIRST_RETRY) ? Level.WARNING : Level.DEBUG,
              "pod " + PodNames.message(pod) + " is tried again: " + e);
          wakeAt(around.timeline().now().plus(retry));
          retry = min(retry.multipliedBy(2), LAST_RETRY);
        }
        if (wake.isBefore(Instant.MAX)) {
          alarm = around.timeline().at(wake, mailbox::signal);
        }
      }
      gone.accept(this);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeAt(Instant time) {
    if (time.isBefore(wake)) {
      wake = time;
    }
  }

  private void pass() {
    PodObservation seen = around.view().observe(uid);
    if (stage == Stage.RUNNING) {
      running(seen);
    } else if (stage == Stage.ENDING) {
      ending(seen);
    } else {
      ended(seen);
    }
  }

  // ---- running

  private void running(PodObservation seen) {
    Pod now = status.overlaid();
    if (!begun) {
      Optional<NodeAdmission.Rejection> rejection =
          admission.admit(now, !seen.isEmpty() || now.status().startTime() != null);
      if (rejection.isPresent() && !ends(now)) {
        reject(now, rejection.get());
        return;
      }
    }
    if (ends(now)) {
      stage = Stage.ENDING;
      ending(seen);
      return;
    }
    starts.settle(seen);
    health.follow(now, seen, addresses(seen));
    if (!begun) {
      begun = true;
      health.adopt(now, seen);
    }
    PodPlan plan = PodPlan.of(now, seen, health.probed());
    if (plan.finished()) {
      stage = Stage.ENDING;
      ending(seen);
      return;
    }
    for (PodPlan.Kill kill : plan.kill()) {
      kill(now, kill.container(), kill.slot(), kill.message(), GracePeriod.of(now, kill), seen);
    }
    killFailedHooks(now, seen);
    PodObservation after = seen;
    if (plan.newSandbox() && !seen.running().isEmpty()) {
      for (ContainerRecord record : seen.running()) {
        kill(now, record, ContainerSlot.find(now, record.name()), "", GracePeriod.of(now), seen);
      }
    } else if (prepare(now, seen)) {
      after = apply(now, seen, plan);
    }
    status.report(after, false);
    wakeAt(starts.nextRetry());
    wakeAt(ground.nextRefresh());
    deadline(now).ifPresent(this::wakeAt);
  }

  private boolean ends(Pod now) {
    String phase = now.status().phase();
    if (removed
        || now.metadata().deletionTimestamp() != null
        || phase.equals("Succeeded")
        || phase.equals("Failed")) {
      return true;
    }
    Optional<Instant> deadline = deadline(now);
    if (deadline.isPresent() && !around.timeline().now().isBefore(deadline.get())) {
      String message = "Pod was active on the node longer than the specified deadline";
      status.fail("DeadlineExceeded", message);
      around.events().normal(now, "DeadlineExceeded", message);
      return true;
    }
    return false;
  }

  private static Optional<Instant> deadline(Pod now) {
    Long seconds = now.spec().activeDeadlineSeconds();
    Time started = now.status().startTime();
    return seconds == null || started == null
        ? Optional.empty()
        : Optional.of(started.instant().plusSeconds(seconds));
  }

  private void reject(Pod now, NodeAdmission.Rejection rejection) {
    around.events().warning(now, rejection.reason(), rejection.message());
    status.reject(rejection);
    stage = Stage.ENDED;
  }

  /// Volumes first; false while one is missing.
  private boolean prepare(Pod now, PodObservation seen) {
    boolean changed = objectsChanged;
    objectsChanged = false;
    if (changed) {
      starts.objectsChanged();
    }
    Optional<Instant> again = ground.prepare(facts(now, seen), changed);
    again.ifPresent(this::wakeAt);
    return again.isEmpty();
  }

  private PodObservation apply(Pod now, PodObservation seen, PodPlan plan) {
    PodObservation after = seen;
    PodPlan next = plan;
    if (plan.newSandbox()) {
      Optional<Instant> again = ground.makeSandbox(now, seen, plan.attempt());
      if (again.isPresent()) {
        wakeAt(again.get());
        return around.view().observe(uid);
      }
      after = around.view().observe(uid);
      next = PodPlan.of(now, after, health.probed());
    }
    SandboxRecord sandbox = after.sandbox();
    if (sandbox == null || next.newSandbox()) {
      return after;
    }
    boolean started = false;
    for (ContainerSlot slot : next.start()) {
      if (starts.anyHooked() && slot.role() != Role.EPHEMERAL) {
        break;
      }
      started |=
          starts.start(
              slot,
              new ContainerStarts.Scene(
                  now,
                  facts(now, after),
                  after,
                  sandbox,
                  ground.sandboxConfig(now, sandbox.attempt()),
                  ground.volumes()));
    }
    if (started) {
      after = around.view().observe(uid);
      health.follow(now, after, addresses(after));
      mailbox.signal();
    }
    return after;
  }

  private void killFailedHooks(Pod now, PodObservation seen) {
    for (ContainerRecord record : seen.running()) {
      if (starts.hookFailed(record.id())) {
        kill(
            now,
            record,
            ContainerSlot.find(now, record.name()),
            "FailedPostStartHook",
            GracePeriod.of(now),
            seen);
      }
    }
  }

  private void kill(
      Pod now,
      ContainerRecord record,
      @Nullable ContainerSlot slot,
      String message,
      Duration grace,
      PodObservation seen) {
    List<String> addresses = addresses(seen);
    killer.end(
        new ContainerKiller.Order(
            now, record, slot, message, addresses.isEmpty() ? "" : addresses.getFirst(), grace));
  }

  // ---- ending

  private void ending(PodObservation seen) {
    Pod now = status.overlaid();
    health.stopEnding();
    List<ContainerRecord> running = seen.running();
    if (!running.isEmpty()) {
      endContainers(now, seen);
      status.report(seen, false);
      return;
    }
    ground.stopSandboxes(seen);
    PodObservation last = around.view().observe(uid);
    status.report(last, true);
    health.close();
    ground.clear(now);
    objects.close();
    admission.release(uid);
    around.pulls().forget(uid);
    stage = Stage.ENDED;
    ended(last);
  }

  /// Sidecars last, the latest started first.
  private void endContainers(Pod now, PodObservation seen) {
    Instant since = endingSince;
    if (since == null) {
      since = around.timeline().now();
      endingSince = since;
    }
    Duration grace = GracePeriod.of(now);
    Duration spent = Duration.between(since, around.timeline().now());
    Duration left = max(grace.minus(spent), min(grace, LEAST_GRACE));
    boolean othersRun = false;
    List<ContainerSlot> slots = ContainerSlot.of(now);
    for (ContainerRecord record : seen.running()) {
      ContainerSlot slot = ContainerSlot.find(now, record.name());
      if (slot == null || slot.role() != Role.SIDECAR) {
        othersRun = true;
        kill(now, record, slot, "", grace, seen);
      }
    }
    if (othersRun) {
      return;
    }
    for (int i = slots.size() - 1; i >= 0; i--) {
      ContainerSlot slot = slots.get(i);
      ContainerRecord record = seen.latest(slot.name());
      if (slot.role() == Role.SIDECAR && record != null && record.isRunning()) {
        kill(now, record, slot, "", left, seen);
        return;
      }
    }
  }

  private void ended(PodObservation seen) {
    if (!seen.running().isEmpty()) {
      stage = Stage.ENDING;
      ending(seen);
      return;
    }
    if (removed) {
      ground.erase(pod, seen);
      around.view().forget(uid);
      around.statuses().forget(uid);
      stage = Stage.GONE;
    } else if (pod.metadata().deletionTimestamp() != null && !finishing) {
      finishing = true;
      around.statuses().finish(pod);
    }
  }

  private PodFacts facts(Pod now, PodObservation seen) {
    return new PodFacts(
        now,
        around.node().name(),
        around.node().internalAddresses(),
        addresses(seen),
        around.allocatable().get());
  }

  private List<String> addresses(PodObservation seen) {
    if (pod.spec().hostNetwork()) {
      return around.node().internalAddresses();
    }
    SandboxRecord sandbox = seen.sandbox();
    return sandbox == null ? List.of() : sandbox.addresses();
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  String uid() {
    return uid;
  }

  /// Lets go of the pod, whose containers go on.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (alarm != null) {
      alarm.cancel();
    }
    health.close();
  }
}
