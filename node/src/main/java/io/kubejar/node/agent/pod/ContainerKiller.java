package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Lifecycle;
import io.kubejar.api.core.v1.LifecycleHandler;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.client.EventRecorder.Type;
import io.kubejar.node.agent.event.PodEvents;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Ends containers of one pod, each on a thread of its own: first its hook, then the signal, then
/// force. Who asks again for less time gets it ended sooner.
final class ContainerKiller {
  private static final Logger LOG = System.getLogger("io.kubejar.node");
  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  private final ContainerRuntime runtime;
  private final Hooks hooks;
  private final PodEvents events;
  private final Timeline timeline;
  private final ExecutorService threads;
  private final Runnable finished;
  private final Map<String, Ending> endings = new HashMap<>();

  /// @param finished runs after a container ended, or could not be ended; must be quick
  ContainerKiller(
      ContainerRuntime runtime,
      Hooks hooks,
      PodEvents events,
      Timeline timeline,
      ExecutorService threads,
      Runnable finished) {
    this.runtime = runtime;
    this.hooks = hooks;
    this.events = events;
    this.timeline = timeline;
    this.threads = threads;
    this.finished = finished;
  }

  /// What is to end, and how.
  ///
  /// @param slot its specification, null when that is gone
  /// @param message why, empty for the usual words
  /// @param grace how long it may take
  record Order(
      Pod pod,
      ContainerRecord container,
      @Nullable ContainerSlot slot,
      String message,
      String podIp,
      Duration grace) {}

  private static final class Ending {
    Duration grace;
    @Nullable Thread thread;

    Ending(Duration grace) {
      this.grace = grace;
    }
  }

  /// Whether a container is being ended.
  synchronized boolean isEnding(String containerId) {
    return endings.containsKey(containerId);
  }

  /// Begins to end a container, or hurries up.
  void end(Order order) {
    String id = order.container().id();
    synchronized (this) {
      Ending known = endings.get(id);
      if (known != null) {
        if (order.grace().compareTo(known.grace) < 0) {
          known.grace = order.grace();
          if (known.thread != null) {
            known.thread.interrupt();
          }
          launch(() -> stop(id, order.grace()));
        }
        return;
      }
      Ending ending = new Ending(order.grace());
      endings.put(id, ending);
      launch(() -> run(order, ending));
    }
  }

  private void launch(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException _) {
      // The agent is closing; the next one goes on.
    }
  }

  private void run(Order order, Ending ending) {
    String id = order.container().id();
    try {
      events.container(
          order.pod(),
          order.container().name(),
          Type.NORMAL,
          "Killing",
          order.message().isEmpty()
              ? "Stopping container " + order.container().name()
              : order.message());
      Instant began = timeline.now();
      LifecycleHandler hook = preStop(order);
      if (hook != null && !order.grace().isZero()) {
        synchronized (this) {
          ending.thread = Thread.currentThread();
        }
        preStop(order, hook);
        synchronized (this) {
          ending.thread = null;
        }
        // A late interrupt was meant for the hook.
        Thread.interrupted();
      }
      Duration left;
      synchronized (this) {
        left = ending.grace.minus(Duration.between(began, timeline.now()));
      }
      stop(id, left.compareTo(LEAST_GRACE) < 0 ? least(ending) : left);
    } finally {
      synchronized (this) {
        endings.remove(id);
      }
      finished.run();
    }
  }

  private synchronized Duration least(Ending ending) {
    return ending.grace.compareTo(LEAST_GRACE) < 0 ? ending.grace : LEAST_GRACE;
  }

  private void stop(String id, Duration grace) {
    try {
      runtime.stopContainer(id, grace);
    } catch (CriException e) {
      if (!e.isNotFound()) {
        LOG.log(Level.WARNING, "container {0} could not be stopped: {1}", id, e.getMessage());
      }
    }
  }

  private static @Nullable LifecycleHandler preStop(Order order) {
    Lifecycle lifecycle = order.slot() == null ? null : order.slot().container().lifecycle();
    return lifecycle == null || !order.container().isRunning() ? null : lifecycle.preStop();
  }

  private void preStop(Order order, LifecycleHandler hook) {
    ContainerSlot slot = order.slot();
    if (slot == null) {
      return;
    }
    try {
      hooks.run(hook, slot.container(), order.container().id(), order.podIp(), order.grace());
    } catch (Hooks.HookException e) {
      LOG.log(Level.DEBUG, "preStop hook of {0}: {1}", order.container().name(), e.getMessage());
      events.container(
          order.pod(),
          order.container().name(),
          Type.WARNING,
          "FailedPreStopHook",
          "PreStopHook failed");
    } catch (InterruptedException _) {
      // Less time was left than thought.
    }
  }
}
