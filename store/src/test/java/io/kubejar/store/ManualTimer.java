package io.kubejar.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Time that passes when told to; calls come on the thread that lets it pass.
public final class ManualTimer implements Timer {

  private final List<Due> calls = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized Call after(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay), task);
    calls.add(due);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    calls.remove(due);
  }

  /// Lets time pass, with the calls that fall into it.
  public void advance(Duration duration) {
    var end = now().plus(duration);
    for (var due = next(end); due != null; due = next(end)) {
      due.task.run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized @Nullable Due next(Instant end) {
    var next = calls.stream().min(Comparator.comparing(Due::at)).orElse(null);
    if (next == null || next.at.isAfter(end)) {
      return null;
    }
    calls.remove(next);
    now = next.at.isAfter(now) ? next.at : now;
    return next;
  }

  @Override
  public synchronized void close() {
    calls.clear();
  }

  private static final class Due {
    private final Instant at;
    private final Runnable task;

    Due(Instant at, Runnable task) {
      this.at = at;
      this.task = task;
    }

    Instant at() {
      return at;
    }
  }
}
