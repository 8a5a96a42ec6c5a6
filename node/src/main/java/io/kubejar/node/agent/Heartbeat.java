package io.kubejar.node.agent;

import io.kubejar.client.Backoff;
import io.kubejar.node.agent.time.Timeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Does one thing again and again, sooner after a failure, on a thread of its own.
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.node");

  private final String name;
  private final Duration period;
  private final Timeline timeline;
  private final Runnable beat;
  private final Backoff backoff;
  private final Semaphore due = new Semaphore(1);
  private final Thread thread;

  Heartbeat(String name, Duration period, Timeline timeline, Runnable beat) {
    this.name = name;
    this.period = period;
    this.timeline = timeline;
    this.beat = beat;
    this.backoff = new Backoff(Duration.ofMillis(200), period);
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Does it now.
  void hurry() {
    if (due.availablePermits() == 0) {
      due.release();
    }
  }

  private void run() {
    Timeline.@Nullable Alarm alarm = null;
    try {
      while (true) {
        due.acquire();
        if (alarm != null) {
          alarm.cancel();
        }
        Duration wait = period;
        try {
          beat.run();
          backoff.reset();
        } catch (RuntimeException e) {
          wait = backoff.next();
          LOG.log(Level.DEBUG, "{0}: {1}", name, e.getMessage());
        }
        alarm = timeline.at(timeline.now().plus(wait), this::hurry);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      if (alarm != null) {
        alarm.cancel();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
