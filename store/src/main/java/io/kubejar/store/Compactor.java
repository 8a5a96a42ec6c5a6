package io.kubejar.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps the past short: at every interval it compacts to the revision of one interval before.
///
/// With the usual five minutes, revisions of the last five to ten minutes can be read, as upstream
/// has it.
public final class Compactor implements AutoCloseable {

  /// Upstream's interval.
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");

  private final Store store;
  private final Timer timer;
  private final Duration interval;
  private long previous;
  private Timer.@Nullable Call next;
  private boolean closed;

  private Compactor(Store store, Timer timer, Duration interval) {
    this.store = store;
    this.timer = timer;
    this.interval = interval;
    this.previous = store.revision();
  }

  /// Starts to compact a store on a timer, which stays the caller's.
  public static Compactor start(Store store, Timer timer, Duration interval) {
    var compactor = new Compactor(store, timer, interval);
    compactor.schedule();
    return compactor;
  }

  private synchronized void schedule() {
    if (!closed) {
      next = timer.after(interval, this::run);
    }
  }

  private void run() {
    long target = previous;
    previous = store.revision();
    try {
      if (target > store.compactedRevision()) {
        store.compact(target);
      }
    } catch (ClosedException e) {
      return;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "compaction failed, next try in " + interval, e);
    }
    schedule();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}
