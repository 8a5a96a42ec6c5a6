package io.kubejar.store.engine;

import io.kubejar.store.ClosedException;
import io.kubejar.store.CompactedException;
import io.kubejar.store.Entry;
import io.kubejar.store.FutureRevisionException;
import io.kubejar.store.Keys;
import io.kubejar.store.Lease;
import io.kubejar.store.Limits;
import io.kubejar.store.Outcome;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.Timer;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store over an engine in this process.
public final class EngineStore implements Store {

  private final Engine engine;
  private final Timer timer;
  private final Limits limits;
  private final RecentCommits recent;
  private final Committer committer;
  private final CopyOnWriteArrayList<Delivery> watches = new CopyOnWriteArrayList<>();
  private final Steps steps;
  private final ReentrantLock compacting = new ReentrantLock();

  /// Held while a commit is announced and while a watch starts, so that it begins on one side of
  /// the commit.
  private final Object publication = new Object();

  private volatile long revision;
  private volatile long compacted;
  private volatile boolean closed;

  private EngineStore(Engine engine, Timer timer, Limits limits, Steps steps, Engine.State state) {
    this.engine = engine;
    this.timer = timer;
    this.limits = limits;
    this.steps = steps;
    this.revision = state.revision();
    this.compacted = state.compacted();
    this.recent = new RecentCommits(revision);
    this.committer = new Committer(engine, this, timer, steps, state);
  }

  /// Starts a store over an engine; closing it closes the engine and the timer.
  public static EngineStore start(Engine engine, Timer timer, Limits limits) {
    return start(engine, timer, limits, Steps.NONE);
  }

  /// Starts a store over an engine that tells of its steps; closing it closes the engine and the
  /// timer.
  public static EngineStore start(Engine engine, Timer timer, Limits limits, Steps steps) {
    try {
      var store = new EngineStore(engine, timer, limits, steps, engine.state());
      store.committer.start();
      return store;
    } catch (RuntimeException | Error e) {
      engine.close();
      timer.close();
      throw e;
    }
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long compactedRevision() {
    return compacted;
  }

  @Override
  public @Nullable Entry get(String key, long revision) {
    return read(revision, (view, at) -> Optional.ofNullable(view.get(key, at))).orElse(null);
  }

  @Override
  public Range range(Keys keys, long revision, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("negative limit: " + limit);
    }
    return read(revision, (view, at) -> view.range(keys, at, limit));
  }

  @Override
  public long scan(Keys keys, Consumer<Entry> taker) {
    long at = revision;
    Keys rest = keys;
    List<Entry> page;
    do {
      Keys next = rest;
      page = read(at, (view, revision) -> view.page(next, revision, SCANNED));
      page.forEach(taker);
      rest = page.isEmpty() ? rest : rest.after(page.getLast().key());
    } while (page.size() == SCANNED);
    return at;
  }

  @Override
  public long count(Keys keys, long revision) {
    return read(revision, (view, at) -> view.count(keys, at));
  }

  /// Reads in the order that keeps what is read from vanishing: revision, view, compaction.
  private <T> T read(long asked, BiFunction<Engine.View, Long, T> reader) {
    while (true) {
      long current = revision;
      if (asked < 0) {
        throw new IllegalArgumentException("negative revision: " + asked);
      }
      if (asked > current) {
        throw new FutureRevisionException(asked, current);
      }
      long at = asked == CURRENT ? current : asked;
      try (var view = engine.view()) {
        long compacted = this.compacted;
        if (at >= compacted) {
          return reader.apply(view, at);
        }
        if (asked != CURRENT) {
          throw new CompactedException(asked, compacted);
        }
      }
    }
  }

  @Override
  public Outcome commit(Transaction transaction) {
    limits.check(transaction);
    return (Outcome) committer.call(new Request.Apply(transaction));
  }

  @Override
  public Watch watch(Keys keys, long fromRevision, WatchListener listener) {
    if (fromRevision < 0) {
      throw new IllegalArgumentException("negative revision: " + fromRevision);
    }
    Delivery watch;
    synchronized (publication) {
      if (closed) {
        throw new ClosedException();
      }
      long current = revision;
      long from = fromRevision == CURRENT ? current + 1 : fromRevision;
      Delivery.check(from, compacted);
      watch = new Delivery(this, keys, from, current, listener);
      watches.add(watch);
    }
    watch.start();
    return watch;
  }

  @Override
  public void compact(long revision) {
    compacting.lock();
    try {
      if (closed) {
        throw new ClosedException();
      }
      Delivery.check(revision, compacted);
      if (revision > this.revision) {
        throw new FutureRevisionException(revision, this.revision);
      }
      engine.markCompacted(revision);
      steps.passed(Step.COMPACTION_MARKED);
      compacted = revision;
      engine.sweep();
    } finally {
      compacting.unlock();
    }
  }

  @Override
  public Lease grant(Duration timeToLive) {
    return (Lease) committer.call(new Request.Grant(timeToLive));
  }

  @Override
  public Lease lease(long leaseId) {
    return (Lease) committer.call(new Request.Look(leaseId));
  }

  @Override
  public Lease keepAlive(long leaseId) {
    return (Lease) committer.call(new Request.KeepAlive(leaseId));
  }

  @Override
  public void revoke(long leaseId) {
    committer.call(new Request.Revoke(leaseId));
  }

  @Override
  public Optional<UnavailableException> failure() {
    return Optional.ofNullable(committer.failure());
  }

  @Override
  public long size() {
    return engine.size();
  }

  @Override
  public void close() {
    synchronized (publication) {
      if (closed) {
        return;
      }
      closed = true;
    }
    committer.close();
    timer.close();
    var ending = List.copyOf(watches);
    for (var watch : ending) {
      watch.close();
    }
    boolean interrupted = false;
    for (var watch : ending) {
      try {
        watch.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    engine.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  RecentCommits recent() {
    return recent;
  }

  /// A piece of the past for a watch that fell behind.
  Engine.History history(Keys keys, long from, long to, long bytes) {
    try (var view = engine.view()) {
      Delivery.check(from, compacted);
      return view.history(keys, from, to, bytes);
    }
  }

  void forget(Delivery watch) {
    watches.remove(watch);
  }

  /// Shows commits that are durable. The committer's.
  void publish(List<Commit> commits) {
    synchronized (publication) {
      recent.add(commits);
      long wanted = Long.MAX_VALUE;
      for (var watch : watches) {
        watch.announce(commits);
        wanted = Math.min(wanted, watch.oldestWanted());
      }
      recent.forgetBefore(wanted);
      revision = commits.getLast().revision();
    }
  }

  /// Shows commits of which only the engine knows. The committer's.
  void publishUnseen(long newest) {
    synchronized (publication) {
      recent.restart(newest);
      for (var watch : watches) {
        watch.announce(newest);
      }
      revision = newest;
    }
  }

  /// Wakes the watches that have something to deliver, after the writers were answered. The
  /// committer's.
  void wake() {
    for (var watch : watches) {
      watch.wake();
    }
  }
}
