package io.kubejar.scheduler.queue;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Pods without a node: ready to be tried, waiting out a back-off, or parked until something
/// changes in the cluster.
///
/// ```
/// add ──▶ active ──take──▶ (attempt) ──fits nowhere──▶ parked
///           ▲                                             │ change, or 5 minutes
///           └───── back-off, 1 s to 10 s ◀────────────────┘
/// ```
///
/// A pod with scheduling gates is set apart until they are gone. A change that comes while a pod is
/// being tried counts as one after it.
public final class SchedulingQueue implements AutoCloseable {
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_PARKED = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Waiting> byUid = new HashMap<>();
  private final TreeSet<Waiting> active = new TreeSet<>(Waiting.ORDER);
  private final TreeSet<Waiting> timed =
      new TreeSet<>(
          Comparator.comparing((Waiting waiting) -> waiting.due)
              .thenComparingLong(waiting -> waiting.sequence));
  private final Set<Waiting> parked = new LinkedHashSet<>();
  private final Set<Waiting> taken = new LinkedHashSet<>();
  private long sequence;
  private boolean closed;

  private enum Place {
    ACTIVE,
    BACKOFF,
    PARKED,
    GATED,
    TAKEN
  }

  private static final class Waiting {
    /// Higher priority first, then whoever waits longest.
    static final Comparator<Waiting> ORDER =
        Comparator.comparingInt((Waiting waiting) -> -priority(waiting.pod))
            .thenComparing(waiting -> waiting.since)
            .thenComparingLong(waiting -> waiting.sequence);

    Pod pod;
    Instant since;
    final long sequence;
    Place place = Place.ACTIVE;
    int attempts;
    Instant lastFailure = Instant.EPOCH;
    Instant due = Instant.EPOCH;
    boolean movedWhileTaken;

    Waiting(Pod pod, Instant since, long sequence) {
      this.pod = pod;
      this.since = since;
      this.sequence = sequence;
    }

    private static int priority(Pod pod) {
      Integer priority = pod.spec().priority();
      return priority == null ? 0 : priority;
    }
  }

  public SchedulingQueue(InstantSource clock) {
    this.clock = clock;
  }

  /// Takes in a pod, new or changed; a change puts a parked pod forward again.
  public void add(Pod pod) {
    lock.lock();
    try {
      Waiting known = byUid.get(pod.metadata().uid());
      if (known == null) {
        Time created = pod.metadata().creationTimestamp();
        Waiting fresh =
            new Waiting(pod, created == null ? clock.instant() : created.instant(), sequence++);
        byUid.put(pod.metadata().uid(), fresh);
        active.add(fresh);
        changed.signal();
        return;
      }
      boolean relevant =
          !known.pod.spec().equals(pod.spec())
              || !known.pod.metadata().labels().equals(pod.metadata().labels());
      if (known.place == Place.ACTIVE) {
        active.remove(known);
        known.pod = pod;
        active.add(known);
      } else {
        known.pod = pod;
        if (relevant) {
          switch (known.place) {
            case PARKED -> release(known);
            case GATED -> activate(known);
            case TAKEN -> known.movedWhileTaken = true;
            case ACTIVE, BACKOFF -> {}
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Forgets a pod, because it got a node or is gone.
  public void remove(Pod pod) {
    lock.lock();
    try {
      Waiting known = byUid.remove(pod.metadata().uid());
      if (known != null) {
        active.remove(known);
        timed.remove(known);
        parked.remove(known);
        taken.remove(known);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The next pod to try if there is one now.
  public @Nullable Pod poll() {
    lock.lock();
    try {
      promote();
      return closed ? null : begin();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Pod begin() {
    Waiting next = active.pollFirst();
    if (next == null) {
      return null;
    }
    next.place = Place.TAKEN;
    next.attempts++;
    next.movedWhileTaken = false;
    taken.add(next);
    return next.pod;
  }

  /// The next pod to try, waiting for one; null when closed.
  public @Nullable Pod take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Duration wait = promote();
        Pod next = begin();
        if (next != null) {
          return next;
        }
        if (wait.isZero()) {
          changed.await();
        } else {
          changed.awaitNanos(wait.toNanos() + 1);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Takes back a pod that fits nowhere, to be parked until something changes.
  public void failed(Pod pod) {
    lock.lock();
    try {
      Waiting known = takeBack(pod);
      if (known != null && known.movedWhileTaken) {
        release(known);
      } else if (known != null) {
        park(known);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes back a pod that could not be bound, to be tried again after its back-off.
  public void retry(Pod pod) {
    lock.lock();
    try {
      Waiting known = takeBack(pod);
      if (known != null) {
        release(known);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes back a pod that may not be tried before it is changed.
  public void gated(Pod pod) {
    lock.lock();
    try {
      Waiting known = takeBack(pod);
      if (known != null) {
        known.attempts = 0;
        known.place = Place.GATED;
        if (known.movedWhileTaken) {
          activate(known);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Waiting takeBack(Pod pod) {
    Waiting known = byUid.get(pod.metadata().uid());
    if (known == null || known.place != Place.TAKEN) {
      return null;
    }
    taken.remove(known);
    known.lastFailure = clock.instant();
    // whoever failed waits behind those that were not tried yet
    known.since = known.lastFailure;
    return known;
  }

  /// Puts all parked pods forward, because something changed that may help them.
  public void moveAll() {
    move(pod -> true);
  }

  /// Puts the parked pods forward that may be helped by what changed.
  public void move(Predicate<Pod> helped) {
    lock.lock();
    try {
      for (Waiting waiting : taken) {
        waiting.movedWhileTaken |= helped.test(waiting.pod);
      }
      for (Waiting waiting : List.copyOf(parked)) {
        if (helped.test(waiting.pod)) {
          release(waiting);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void park(Waiting waiting) {
    waiting.place = Place.PARKED;
    waiting.due = waiting.lastFailure.plus(LONGEST_PARKED);
    parked.add(waiting);
    timed.add(waiting);
    changed.signal();
  }

  private void release(Waiting waiting) {
    parked.remove(waiting);
    timed.remove(waiting);
    waiting.due = waiting.lastFailure.plus(backoff(waiting.attempts));
    waiting.place = Place.BACKOFF;
    timed.add(waiting);
    changed.signal();
  }

  private void activate(Waiting waiting) {
    waiting.place = Place.ACTIVE;
    active.add(waiting);
    changed.signal();
  }

  private static Duration backoff(int attempts) {
    Duration backoff = FIRST_BACKOFF;
    for (int i = 1; i < attempts && backoff.compareTo(LONGEST_BACKOFF) < 0; i++) {
      backoff = backoff.multipliedBy(2);
    }
    return backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
  }

  /// Makes active whatever is due; how long until the next is, or zero when none waits.
  private Duration promote() {
    Instant now = clock.instant();
    while (!timed.isEmpty()) {
      Waiting head = timed.first();
      if (head.due.isAfter(now)) {
        return Duration.between(now, head.due);
      }
      timed.remove(head);
      parked.remove(head);
      head.place = Place.ACTIVE;
      active.add(head);
    }
    return Duration.ZERO;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
