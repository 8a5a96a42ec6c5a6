package io.kubejar.node.agent;

import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.simulated.SimulationTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Time that passes when a test says so, for the agent and for simulated containers alike.
public final class ManualTimeline implements Timeline, SimulationTimer, InstantSource {
  private final List<Waiting> waiting = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long order;

  private record Waiting(Instant time, long order, Runnable action) {}

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public Alarm at(Instant time, Runnable action) {
    Waiting entry;
    synchronized (this) {
      if (time.isAfter(now)) {
        entry = new Waiting(time, order++, action);
        waiting.add(entry);
      } else {
        entry = null;
      }
    }
    if (entry == null) {
      action.run();
      return () -> {};
    }
    return () -> cancel(entry);
  }

  private synchronized void cancel(Waiting entry) {
    waiting.remove(entry);
  }

  @Override
  public Handle after(Duration delay, Runnable task) {
    Alarm alarm = at(now().plus(delay), task);
    return alarm::cancel;
  }

  /// Lets time pass, and what is due happen in order.
  public void advance(Duration length) {
    Instant end = now().plus(length);
    while (true) {
      Waiting next;
      synchronized (this) {
        next =
            waiting.stream()
                .filter(w -> !w.time().isAfter(end))
                .min(Comparator.comparing(Waiting::time).thenComparing(Waiting::order))
                .orElse(null);
        if (next == null) {
          now = end;
          return;
        }
        waiting.remove(next);
        now = next.time().isAfter(now) ? next.time() : now;
      }
      next.action().run();
    }
  }

  @Override
  public void close() {}
}
