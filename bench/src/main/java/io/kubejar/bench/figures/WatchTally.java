package io.kubejar.bench.figures;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What all watches together have received.
final class WatchTally {
  private static final int SAMPLES = 1 << 16;

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final LongAdder events = new LongAdder();
  private final AtomicInteger sampled = new AtomicInteger();
  private final long[] nanos = new long[SAMPLES];
  private final AtomicLong newest = new AtomicLong();

  void answered(boolean well) {
    (well ? open : refused).incrementAndGet();
  }

  /// @param time when one of them was sent, or 0
  void received(int lines, long time) {
    long now = System.nanoTime();
    events.add(lines);
    newest.lazySet(now);
    if (time > 0) {
      nanos[sampled.getAndIncrement() & (SAMPLES - 1)] = now - time;
    }
  }

  /// Waits until so many watches are answered.
  boolean awaitOpen(int watches, long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (open.get() < watches && refused.get() == 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return open.get() == watches;
  }

  /// Waits until so many events have come.
  boolean awaitEvents(long count, long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (events.sum() < count && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return events.sum() >= count;
  }

  void reset() {
    events.reset();
    sampled.set(0);
  }

  long events() {
    return events.sum();
  }

  /// When the newest event came.
  long newest() {
    return newest.get();
  }

  /// The time in milliseconds from sending to receiving within which a share of the events came.
  double latency(double share) {
    int known = Math.min(SAMPLES, sampled.get());
    long[] sorted = Arrays.copyOf(nanos, known);
    Arrays.sort(sorted);
    return known == 0 ? 0 : sorted[(int) Math.min(known - 1, known * share)] / 1e6;
  }
}
