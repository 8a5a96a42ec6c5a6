package io.kubejar.server.fairness;

import io.kubejar.server.spi.Attributes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// A request's claim on seats: waiting for them first, maybe, and holding them then.
public final class Ticket {
  private final Schema schema;
  private final Attributes request;
  private final String distinguisher;
  private final Work work;
  private final Instant arrived;
  private final long arrivedNanos;
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile long startedNanos;

  // Guarded by the level's lock.
  @Nullable FairQueue queue;
  @Nullable Condition turn;
  boolean dispatched;
  private boolean over;

  Ticket(Schema schema, Attributes request, String distinguisher, Work work, Instant arrived) {
    this.schema = schema;
    this.request = request;
    this.distinguisher = distinguisher;
    this.work = work;
    this.arrived = arrived;
    this.arrivedNanos = System.nanoTime();
  }

  Schema schema() {
    return schema;
  }

  Attributes request() {
    return request;
  }

  String distinguisher() {
    return distinguisher;
  }

  Work work() {
    return work;
  }

  Instant arrived() {
    return arrived;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  /// When it got its seats; 0 before.
  long startedNanos() {
    return startedNanos;
  }

  void started(long now) {
    startedNanos = now;
  }

  /// Notes that it is no longer worked on; whether that is news.
  boolean turnOver() {
    boolean news = !over;
    over = true;
    return news;
  }

  /// Gives the seats back; the second time does nothing.
  public void release() {
    if (released.compareAndSet(false, true)) {
      schema.level().release(this);
    }
  }
}
