package io.kubejar.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's time, with one thread that exists from the first scheduled call on.
public final class SystemTimer implements Timer {

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");

  private final ScheduledThreadPoolExecutor executor;

  public SystemTimer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("kubejar-store-timer").daemon().factory());
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // once closed
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Call after(Duration delay, Runnable task) {
    var future =
        executor.schedule(() -> run(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a scheduled task of the store failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
