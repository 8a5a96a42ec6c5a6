package io.kubejar.node.agent.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's time, with one thread for all alarms; may be shared by many nodes.
public final class SystemTimeline implements Timeline, AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  public SystemTimeline(String name) {
    timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Alarm at(Instant time, Runnable action) {
    long wait = Math.max(0, Duration.between(now(), time).toNanos());
    try {
      var task = timer.schedule(action, wait, TimeUnit.NANOSECONDS);
      return () -> task.cancel(false);
    } catch (RejectedExecutionException _) {
      // Closed: nobody is left to be woken.
      return () -> {};
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
