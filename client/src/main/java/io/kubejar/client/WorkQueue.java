package io.kubejar.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keys waiting to be worked on, each at most once and by one worker at a time.
///
/// A key added while it waits is not added again; one added while it is worked on comes back after
/// [#done]. A failed key comes back after a wait that doubles with each failure, from 5 ms to 1,000
/// s, until [#forget].
public final class WorkQueue<K> implements AutoCloseable {
  private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1_000);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<K> ready = new ArrayDeque<>();

  /// The keys that are to be worked on, with the time since when.
  private final Map<K, Long> dirty = new HashMap<>();

  /// The keys that are worked on, with the time since when.
  private final Map<K, Long> processing = new HashMap<>();

  private final Map<K, Integer> failures = new HashMap<>();
  private final PriorityQueue<Delayed<K>> delayed = new PriorityQueue<>();
  private final Map<K, Long> delayedUntil = new HashMap<>();
  private final LongSupplier nanos;
  private final QueueObserver observer;
  private boolean closed;

  private record Delayed<K>(long due, K key) implements Comparable<Delayed<K>> {
    @Override
    public int compareTo(Delayed<K> other) {
      // nanoTime may wrap around
      return Long.signum(due - other.due);
    }
  }

  public WorkQueue() {
    this(System::nanoTime);
  }

  /// A queue on a clock of nanoseconds, for tests.
  public WorkQueue(LongSupplier nanos) {
    this(nanos, "", QueueObserver.Maker.NONE);
  }

  /// A queue that somebody counts under a name.
  @SuppressWarnings("this-escape") // what it holds is asked for when it is there
  public WorkQueue(LongSupplier nanos, String name, QueueObserver.Maker observers) {
    this.nanos = nanos;
    this.observer = observers.of(name, this::load);
  }

  /// Adds a key to be worked on now.
  public void add(K key) {
    lock.lock();
    try {
      addLocked(key);
    } finally {
      lock.unlock();
    }
  }

  /// Adds a key to be worked on after a while, or earlier when it is added otherwise.
  public void addAfter(K key, Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      add(key);
      return;
    }
    lock.lock();
    try {
      delay(key, delay.toNanos());
    } finally {
      lock.unlock();
    }
  }

  /// Adds a key again after a failure.
  public void addRateLimited(K key) {
    lock.lock();
    try {
      observer.retried();
      int count = failures.merge(key, 1, Integer::sum);
      delay(key, count > 40 ? LONGEST_WAIT : Math.min(LONGEST_WAIT, FIRST_WAIT << (count - 1)));
    } finally {
      lock.unlock();
    }
  }

  /// How often the key failed since it was last forgotten.
  public int failures(K key) {
    lock.lock();
    try {
      return failures.getOrDefault(key, 0);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the counting of a key's failures.
  public void forget(K key) {
    lock.lock();
    try {
      failures.remove(key);
    } finally {
      lock.unlock();
    }
  }

  /// The next key, waiting for one; null when the queue is closed. The taker calls [#done].
  public @Nullable K take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (closed) {
          return null;
        }
        long wait = promote();
        K key = begin();
        if (key != null) {
          if (!ready.isEmpty() || !delayed.isEmpty()) {
            // this taker may have been the one that waited for the next delayed key
            changed.signal();
          }
          return key;
        }
        if (wait == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.awaitNanos(wait);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// The next key that is due, or null.
  public @Nullable K poll() {
    lock.lock();
    try {
      promote();
      return closed ? null : begin();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the work on a key.
  public void done(K key) {
    lock.lock();
    try {
      Long since = processing.remove(key);
      if (since == null) {
        return;
      }
      observer.done(Duration.ofNanos(nanos.getAsLong() - since));
      if (dirty.containsKey(key)) {
        ready.add(key);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private QueueObserver.Load load() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      long sum = 0;
      long longest = 0;
      for (long since : processing.values()) {
        sum += now - since;
        longest = Math.max(longest, now - since);
      }
      return new QueueObserver.Load(ready.size(), Duration.ofNanos(sum), Duration.ofNanos(longest));
    } finally {
      lock.unlock();
    }
  }

  /// How many keys are due and not yet taken.
  public int size() {
    lock.lock();
    try {
      return ready.size();
    } finally {
      lock.unlock();
    }
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

  private void addLocked(K key) {
    if (closed || dirty.putIfAbsent(key, nanos.getAsLong()) != null) {
      return;
    }
    observer.added();
    if (!processing.containsKey(key)) {
      ready.add(key);
      changed.signal();
    }
  }

  private void delay(K key, long nanosFromNow) {
    if (closed) {
      return;
    }
    long due = nanos.getAsLong() + nanosFromNow;
    Long known = delayedUntil.get(key);
    if (known != null && known - due <= 0) {
      return;
    }
    delayedUntil.put(key, due);
    delayed.add(new Delayed<>(due, key));
    changed.signal();
  }

  /// Moves keys whose wait is over to the ready ones; the time until the next is due.
  private long promote() {
    long now = nanos.getAsLong();
    for (Delayed<K> head = delayed.peek(); head != null; head = delayed.peek()) {
      if (head.due() - now > 0) {
        return head.due() - now;
      }
      delayed.poll();
      if (delayedUntil.remove(head.key(), head.due())) {
        addLocked(head.key());
      }
    }
    return Long.MAX_VALUE;
  }

  private @Nullable K begin() {
    K key = ready.poll();
    if (key != null) {
      long now = nanos.getAsLong();
      Long since = dirty.remove(key);
      processing.put(key, now);
      observer.taken(Duration.ofNanos(since == null ? 0 : now - since));
    }
    return key;
  }
}
