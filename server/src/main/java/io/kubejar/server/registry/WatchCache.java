package io.kubejar.server.registry;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.storage.StoredForm;
import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.select.Labels;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// All objects of one kind and the recent changes of them, fed by one watch of the store.
///
/// It starts when first used for more than one object: who wants a single one is not kept waiting
/// until all are read, and asks the store ([#isListening()]). Should the store end its watch, all
/// subscriptions end and the next use starts it anew.
final class WatchCache<T extends ApiObject> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final int RECENT = 2048;

  /// After so many reads of single objects that went to the store it pays to have all at hand.
  private static final int SINGLE_READS = 100;

  private static final Duration CATCH_UP = Duration.ofSeconds(3);

  /// Objects as they were together at a revision.
  record Snapshot<T extends ApiObject>(SortedObjects<T> objects, long revision) {}

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final Store store;
  private final PendingWrites<T> pending;
  private final History<T> history;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /// Held while the cache starts, which may take webhooks a while; others read the old objects
  /// meanwhile.
  private final ReentrantLock starting = new ReentrantLock();

  /// Replaced under the lock, before the revision shows.
  private volatile SortedObjects<T> objects = SortedObjects.empty();

  private final RecentPicks<T> picks = new RecentPicks<>();
  private final RecentStates<T> kept = new RecentStates<>(System::nanoTime);
  private final ArrayDeque<CacheEvent<T>> recent = new ArrayDeque<>();
  private final CopyOnWriteArrayList<Subscription<T>> subscriptions = new CopyOnWriteArrayList<>();
  private final AtomicInteger singleReads = new AtomicInteger();
  private volatile @Nullable Watch watch;
  private volatile long applied;
  private volatile long changes;
  private volatile long fills;
  private long recentFrom;
  private volatile boolean closed;

  WatchCache(Kind<T> kind, StoredForm<T> form, Store store, PendingWrites<T> pending) {
    this.kind = kind;
    this.form = form;
    this.store = store;
    this.pending = pending;
    this.history = new History<>(kind, form, store);
  }

  private Watch started() {
    Watch running = watch;
    if (running != null) {
      return running;
    }
    starting.lock();
    try {
      running = watch;
      if (running != null) {
        return running;
      }
      if (closed) {
        throw Failures.unavailable("the server is shutting down");
      }
      return read();
    } finally {
      starting.unlock();
    }
  }

  /// Takes what is stored, one by one, so that the stored values are not in memory beside the
  /// objects. Custom objects are converted together, and so read together.
  private Watch read() {
    Keys keys = Keys.prefix(form.prefix());
    if (kind instanceof CustomKind) {
      Range all = store.range(keys, Store.CURRENT, 0);
      return started(decode(all.entries()), all.revision());
    }
    var present = new ArrayList<CachedObject<T>>();
    long revision =
        store.scan(
            keys,
            entry -> {
              var object = decode(entry);
              if (object != null) {
                present.add(object);
              }
            });
    return started(present, revision);
  }

  private Watch started(List<CachedObject<T>> present, long revision) {
    lock.writeLock().lock();
    try {
      if (closed) {
        throw Failures.unavailable("the server is shutting down");
      }
      objects = SortedObjects.of(present);
      recent.forEach(CacheEvent::past);
      recent.clear();
      applied = revision;
      recentFrom = revision;
      changes++;
      fills++;
      Watch running = store.watch(Keys.prefix(form.prefix()), revision + 1, new Listener());
      watch = running;
      return running;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// The objects of entries, but for those that cannot be read. Custom ones may have to be
  /// converted, which is done with all together; when that fails, there are none.
  private List<CachedObject<T>> decode(List<Entry> entries) throws ApiException {
    var decoded = new ArrayList<CachedObject<T>>(entries.size());
    if (kind instanceof CustomKind) {
      try {
        List<T> all = form.decodeAll(entries);
        for (int i = 0; i < entries.size(); i++) {
          Entry entry = entries.get(i);
          decoded.add(new CachedObject<>(kind, all.get(i), entry.key(), entry.modRevision()));
        }
        return decoded;
      } catch (JsonException e) {
        decoded.clear();
      }
    }
    for (Entry entry : entries) {
      var object = decode(entry);
      if (object != null) {
        decoded.add(object);
      }
    }
    return decoded;
  }

  private @Nullable CachedObject<T> decode(Entry entry) throws ApiException {
    try {
      return new CachedObject<>(
          kind, form.decode(entry.value(), entry.modRevision()), entry.key(), entry.modRevision());
    } catch (ApiException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(WARNING, () -> "cannot read " + entry.key() + " in the store: " + e.getMessage());
      return null;
    }
  }

  /// Whether it has begun.
  boolean isListening() {
    return watch != null;
  }

  /// Whether it can be asked for a single object at once. When that was wanted often it begins,
  /// while its callers go on asking the store.
  boolean isAtHand() {
    if (watch != null) {
      return true;
    }
    if (singleReads.incrementAndGet() % SINGLE_READS == 0) {
      Thread.ofVirtual().name("kubejar-cache " + form.prefix()).start(this::begin);
    }
    return false;
  }

  private void begin() {
    try {
      Watch unused = started();
    } catch (ApiException | StoreException e) {
      LOG.log(DEBUG, () -> "reading " + form.prefix() + " ahead failed: " + e.getMessage());
    }
  }

  /// Whether the cache can be asked: not while there are objects that cannot be converted, which
  /// need not keep others from being read one by one.
  boolean isUsable() {
    try {
      Watch unused = started();
      return true;
    } catch (ApiException e) {
      if (closed || !(kind instanceof CustomKind)) {
        throw e;
      }
      return false;
    }
  }

  /// Everything up to this revision is in the cache.
  long revision() {
    Watch running = started();
    return Math.max(running.revision(), applied);
  }

  /// A number that grows with every change.
  long changes() {
    started();
    return changes;
  }

  /// Waits until the cache has everything up to a revision.
  ///
  /// @return whether it has
  boolean await(long revision) {
    if (revision() >= revision) {
      return true;
    }
    try {
      started().await(revision, CATCH_UP);
      return revision() >= revision;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Waits until the cache has everything that was acknowledged before this call.
  void awaitNewest() {
    if (!await(store.revision())) {
      throw Failures.timeout("the cache did not catch up with the store", 1);
    }
  }

  /// How many objects there are.
  int count() {
    started();
    return objects.size();
  }

  @Nullable CachedObject<T> get(String key) {
    started();
    return objects.get(key);
  }

  /// All objects, in the order of keys.
  Snapshot<T> snapshot() {
    long before = revision();
    lock.readLock().lock();
    try {
      return new Snapshot<>(objects, Math.max(before, applied));
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Keeps a state for the further pages of a list.
  void keep(Snapshot<T> snapshot) {
    kept.keep(snapshot.revision(), snapshot.objects(), changes);
  }

  /// The objects as they were at a revision that was kept; null when it is not there any more, or
  /// when the store has forgotten it as well.
  @Nullable SortedObjects<T> kept(long revision) {
    return revision < store.compactedRevision() ? null : kept.at(revision);
  }

  /// Those of a range of a snapshot's objects that a label selector picks.
  List<CachedObject<T>> picked(Snapshot<T> snapshot, SortedObjects.Range<T> range, Labels labels) {
    return range.picked(
        picks.of(labels, snapshot.objects(), changes),
        object -> labels.matches(object.metadata().labels()));
  }

  /// Subscribes to what comes, with the present objects first.
  Subscription<T> subscribeWithObjects(Selection<T> selection, WatchSink<T> sink) {
    long before = revision();
    lock.writeLock().lock();
    try {
      long revision = Math.max(before, applied);
      var initial = new ArrayList<CachedObject<T>>();
      for (CachedObject<T> object : objects.below(form.prefix(selection.namespace()))) {
        if (selection.matchesSelectors(object.object())) {
          initial.add(object);
        }
      }
      return add(
          new Subscription<>(
              selection, sink, initial, List.of(), revision, this::remove, this::delivered));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Subscribes to what comes after a revision; 0 means from now on.
  Subscription<T> subscribe(Selection<T> selection, long after, WatchSink<T> sink) {
    long before = revision();
    var missed = new ArrayList<CacheEvent<T>>();
    long known = after;
    while (true) {
      long needed = recentFrom();
      if (after != 0 && known < needed) {
        missed.addAll(history.between(known, needed));
        known = needed;
      }
      lock.writeLock().lock();
      try {
        if (after != 0 && known < recentFrom) {
          continue;
        }
        long revision = Math.max(before, applied);
        if (after != 0) {
          for (CacheEvent<T> event : recent) {
            if (event.revision() > known) {
              missed.add(event);
            }
          }
        }
        return add(
            new Subscription<>(
                selection,
                sink,
                List.of(),
                missed,
                Math.max(after, revision),
                this::remove,
                this::delivered));
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  private long recentFrom() {
    lock.readLock().lock();
    try {
      return recentFrom;
    } finally {
      lock.readLock().unlock();
    }
  }

  private Subscription<T> add(Subscription<T> subscription) {
    if (closed) {
      throw Failures.unavailable("the server is shutting down");
    }
    subscriptions.add(subscription);
    return subscription;
  }

  /// Everything up to this revision has been handed to all subscriptions.
  private long delivered() {
    Watch running = watch;
    return running == null ? 0 : running.revision();
  }

  private void remove(Subscription<T> subscription) {
    subscriptions.remove(subscription);
  }

  int subscriptions() {
    return subscriptions.size();
  }

  /// Ends all subscriptions; the cache itself goes on.
  void endSubscriptions() {
    for (Subscription<T> subscription : subscriptions) {
      subscription.close();
    }
  }

  /// What there is to tell of the cache, without filling it.
  Registry.CacheFigures figures() {
    lock.readLock().lock();
    try {
      Watch running = watch;
      long revision = running == null ? applied : Math.max(running.revision(), applied);
      return new Registry.CacheFigures(revision, changes - fills, fills, RECENT);
    } finally {
      lock.readLock().unlock();
    }
  }

  private final class Listener implements WatchListener {
    private volatile boolean over;

    /// The last objects that came.
    private List<CachedObject<T>> fresh = List.of();

    @Override
    public void onEvents(long revision, List<Event> events) {
      if (over) {
        return;
      }
      try {
        take(revision, events);
      } catch (ApiException e) {
        // Whoever watches has to begin anew, and hears then why that cannot be done.
        over = true;
        LOG.log(WARNING, () -> "the watch of " + form.prefix() + " ends: " + e.getMessage());
        Watch running = ended();
        endSubscriptions();
        if (running != null) {
          running.close();
        }
      }
    }

    private void take(long revision, List<Event> events) throws ApiException {
      fresh.forEach(CachedObject::settle);
      var changed = new ArrayList<CacheEvent<T>>(events.size());
      var states = new ArrayList<@Nullable CachedObject<T>>(events.size());
      var came = new ArrayList<CachedObject<T>>(events.size());
      for (Event event : events) {
        var state = event instanceof Event.Put put ? state(put.entry()) : null;
        states.add(state);
        if (state != null) {
          came.add(state);
        }
      }
      fresh = came;
      lock.writeLock().lock();
      try {
        for (int i = 0; i < events.size(); i++) {
          var change = apply(events.get(i), states.get(i));
          if (change != null) {
            changed.add(change);
          }
        }
        applied = Math.max(applied, revision);
        changes += changed.size();
      } finally {
        lock.writeLock().unlock();
      }
      picks.changed(changes);
      kept.changed(changes);
      for (CacheEvent<T> event : changed) {
        for (Subscription<T> subscription : subscriptions) {
          subscription.offer(event);
        }
        event.handedOut();
      }
    }

    @Override
    public void onEnd(@Nullable StoreException cause) {
      if (over) {
        return;
      }
      if (cause != null && !closed) {
        LOG.log(
            WARNING,
            () -> "the store ended its watch of " + form.prefix() + ": " + cause.getMessage());
      }
      Watch unused = ended();
      endSubscriptions();
    }
  }

  /// From now on there is no watch of the store, until the next use; the one there was.
  private @Nullable Watch ended() {
    lock.writeLock().lock();
    try {
      Watch running = watch;
      watch = null;
      return running;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private @Nullable CachedObject<T> state(Entry entry) {
    var write = pending.take(entry.key(), entry.value());
    return write == null ? decode(entry) : write.at(entry.modRevision());
  }

  private @Nullable CacheEvent<T> apply(Event event, @Nullable CachedObject<T> state) {
    SortedObjects<T> before = objects;
    CachedObject<T> previous = before.get(event.key());
    CacheEvent<T> change;
    if (state != null) {
      objects = before.with(state);
      change = new CacheEvent<>(event.revision(), state, previous);
    } else {
      if (previous == null) {
        return null;
      }
      objects = before.without(event.key());
      change = new CacheEvent<>(event.revision(), null, previous.at(event.revision()));
    }
    if (previous != null) {
      previous.dropForms();
    }
    if (recent.size() == RECENT) {
      CacheEvent<T> oldest = recent.removeFirst();
      oldest.past();
      recentFrom = oldest.revision();
    }
    recent.addLast(change);
    return change;
  }

  @Override
  public void close() {
    closed = true;
    Watch running = watch;
    if (running != null) {
      running.close();
    }
    endSubscriptions();
  }
}
