package io.kubejar.server.audit;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Gathers events and hands them on together, from a thread of its own, so that requests never
/// wait. Events are lost when the buffer is full.
///
/// ```
/// requests → buffer (bounded) → batch: full, or waited long enough → at most so many a second
/// ```
public final class BatchingBackend implements AuditBackend {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server.audit");
  private static final Duration END = Duration.ofSeconds(5);

  private final String name;
  private final AuditBackend target;
  private final Batches batches;
  private final AuditCounts counts;
  private final ArrayBlockingQueue<AuditEvent> buffer;
  private final AtomicLong lost = new AtomicLong();
  private final Thread worker;
  private volatile boolean closed;

  /// How events are gathered.
  ///
  /// @param buffer the most events that wait
  /// @param size the most events of a batch
  /// @param delay how long a batch waits to be full; zero for not at all
  /// @param perSecond the most batches a second on average; 0 for no bound
  /// @param burst the most batches at once after a pause
  public record Batches(int buffer, int size, Duration delay, double perSecond, int burst) {}

  public BatchingBackend(String name, AuditBackend target, Batches batches, AuditCounts counts) {
    this.name = name;
    this.target = target;
    this.batches = batches;
    this.counts = counts;
    this.buffer = new ArrayBlockingQueue<>(batches.buffer());
    this.worker = Thread.ofPlatform().daemon().name("audit-" + name).start(this::work);
  }

  @Override
  public boolean process(List<AuditEvent> events) {
    for (AuditEvent event : events) {
      if (closed || !buffer.offer(event)) {
        counts.error(name, 1);
        if (lost.getAndIncrement() % 10_000 == 0) {
          LOG.log(WARNING, "the buffer of the audit {0} is full: events are lost", name);
        }
      }
    }
    return true;
  }

  private void work() {
    double allowance = batches.burst();
    long last = System.nanoTime();
    try {
      while (true) {
        List<AuditEvent> batch = next();
        if (batch.isEmpty()) {
          if (closed) {
            return;
          }
          continue;
        }
        if (batches.perSecond() > 0 && !closed) {
          long now = System.nanoTime();
          allowance =
              Math.min(batches.burst(), allowance + (now - last) / 1e9 * batches.perSecond());
          last = now;
          if (allowance < 1) {
            TimeUnit.NANOSECONDS.sleep((long) ((1 - allowance) / batches.perSecond() * 1e9));
          }
          allowance = Math.max(0, allowance - 1);
        }
        target.process(batch);
      }
    } catch (InterruptedException _) {
      // The owner does not wait any longer.
    }
  }

  private List<AuditEvent> next() throws InterruptedException {
    var batch = new ArrayList<AuditEvent>(Math.min(batches.size(), 64));
    AuditEvent first = buffer.poll(200, TimeUnit.MILLISECONDS);
    if (first == null) {
      return batch;
    }
    batch.add(first);
    long deadline = System.nanoTime() + batches.delay().toNanos();
    while (batch.size() < batches.size()) {
      buffer.drainTo(batch, batches.size() - batch.size());
      long left = deadline - System.nanoTime();
      if (batch.size() == batches.size() || left <= 0 || closed) {
        break;
      }
      AuditEvent more =
          buffer.poll(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)), TimeUnit.NANOSECONDS);
      if (more != null) {
        batch.add(more);
      }
    }
    return batch;
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (!worker.join(END)) {
        worker.interrupt();
        LOG.log(WARNING, "the audit {0} loses {1} events at its end", name, buffer.size());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    target.close();
  }
}
