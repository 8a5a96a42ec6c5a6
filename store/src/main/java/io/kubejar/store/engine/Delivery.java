package io.kubejar.store.engine;

import io.kubejar.store.ClosedException;
import io.kubejar.store.CompactedException;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.StoreException;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// One watch: a virtual thread with a place of its own in the commits.
///
/// The committer only notes that a commit touches the watched keys and wakes the thread; reading,
/// filtering and calling the listener is the thread's work, so a slow listener costs nobody else
/// anything.
final class Delivery implements Watch {

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");
  private static final long HISTORY_BYTES = 1 << 20;

  private final Keys keys;
  private final WatchListener listener;
  private final EngineStore store;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();

  /// The newest commit there is something to read up to; only the committer moves it after the
  /// start.
  private volatile long announced;

  /// The first commit that is to be delivered; those between what was delivered and this one do not
  /// touch the watched keys. Only the committer moves it after the start.
  private volatile long first;

  private volatile long delivered;
  private final AtomicInteger waiters = new AtomicInteger();
  private volatile boolean closed;
  private volatile boolean ended;

  Delivery(EngineStore store, Keys keys, long from, long current, WatchListener listener) {
    this.store = store;
    this.keys = keys;
    this.listener = listener;
    this.delivered = from - 1;
    this.first = from;
    this.announced = current;
    this.thread =
        Thread.ofVirtual().name("kubejar-store-watch " + keys.start()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Notes whether commits touch the watched keys; called by the committer before their revision
  /// shows.
  void announce(List<Commit> commits) {
    long last = 0;
    for (var commit : commits) {
      if (touches(commit)) {
        if (last == 0 && delivered >= announced) {
          first = commit.revision();
        }
        last = commit.revision();
      }
    }
    if (last != 0) {
      announced = last;
    }
  }

  private boolean touches(Commit commit) {
    for (var event : commit.events()) {
      if (keys.contains(event.key())) {
        return true;
      }
    }
    return false;
  }

  /// The oldest commit that is still to be delivered; the greatest number when there is none.
  long oldestWanted() {
    long delivered = this.delivered;
    return delivered >= announced ? Long.MAX_VALUE : Math.max(delivered + 1, first);
  }

  /// Says that there may be anything up to a revision.
  void announce(long revision) {
    announced = revision;
  }

  /// Starts the delivery of what was announced, and lets those who wait for progress look again.
  void wake() {
    if (announced > delivered) {
      LockSupport.unpark(thread);
    }
    progressed();
  }

  private void progressed() {
    if (waiters.get() > 0) {
      lock.lock();
      try {
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public long revision() {
    // In this order: what was announced is noted before the revision shows, so nothing below it can
    // be missed.
    long current = store.revision();
    long announced = this.announced;
    long delivered = this.delivered;
    return delivered >= announced && !ended ? Math.max(delivered, current) : delivered;
  }

  @Override
  public boolean await(long revision, Duration timeout) throws InterruptedException {
    if (revision() >= revision) {
      return true;
    }
    long nanos = timeout.toNanos();
    lock.lock();
    waiters.incrementAndGet();
    try {
      while (revision() < revision) {
        if (ended || nanos <= 0) {
          return false;
        }
        nanos = progress.awaitNanos(nanos);
      }
      return true;
    } finally {
      waiters.decrementAndGet();
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    store.forget(this);
    LockSupport.unpark(thread);
  }

  /// Waits until the thread is done, unless it is the caller.
  void join() throws InterruptedException {
    if (!Thread.currentThread().equals(thread)) {
      thread.join();
    }
  }

  private void run() {
    StoreException cause = null;
    try {
      while (!closed) {
        if (delivered >= announced) {
          LockSupport.park(this);
        } else {
          deliver();
        }
      }
    } catch (ClosedException e) {
      // The store went away, which is an end like any other.
    } catch (StoreException e) {
      cause = e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the listener of the watch on " + keys + " failed", e);
      cause = new UnavailableException("the listener failed", e);
    }
    store.forget(this);
    ended = true;
    progressed();
    try {
      listener.onEnd(cause);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the listener of the watch on " + keys + " failed", e);
    }
  }

  private void deliver() {
    long to = announced;
    long from = Math.max(delivered + 1, first);
    var commits = store.recent().read(from, to);
    long through = to;
    if (commits == null) {
      var history = store.history(keys, from, to, HISTORY_BYTES);
      commits = history.commits();
      through = history.through();
    }
    var events = select(commits);
    if (!events.isEmpty() && !closed) {
      listener.onEvents(through, events);
    }
    delivered = through;
    progressed();
  }

  private List<Event> select(List<Commit> commits) {
    var events = new ArrayList<Event>(commits.size());
    for (var commit : commits) {
      for (var event : commit.events()) {
        if (keys.contains(event.key())) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /// Refuses a start whose past is gone.
  static void check(long from, long compacted) {
    if (from <= compacted) {
      throw new CompactedException(from, compacted);
    }
  }
}
