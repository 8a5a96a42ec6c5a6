package io.kubejar.node.simulated;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What makes simulated time pass: runs short tasks after a while. One serves many runtimes.
public interface SimulationTimer extends AutoCloseable {

  /// Runs a task later, unless the returned handle is cancelled before.
  Handle after(Duration delay, Runnable task);

  @Override
  void close();

  /// A task that waits.
  interface Handle {
    void cancel();
  }

  /// A timer with one thread, on real time.
  static SimulationTimer onOneThread() {
    var pool =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("simulation-timer").factory());
    pool.setRemoveOnCancelPolicy(true);
    ScheduledExecutorService executor = Executors.unconfigurableScheduledExecutorService(pool);
    return new SimulationTimer() {
      @Override
      public Handle after(Duration delay, Runnable task) {
        ScheduledFuture<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }
}
