package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A local copy of a collection that follows the server, with indexes and handlers.
///
/// One virtual thread lists the collection once and then follows it. It resumes an ended watch at
/// the last revision seen, and lists anew only when the server says that the revision is gone;
/// handlers then hear of the differences, so that they never miss a deletion.
///
/// ```
/// list ──▶ replace ──▶ watch ──▶ apply each event ──▶ handlers
///   ▲                    │ ended: watch again
///   └──── expired ───────┘
/// ```
public final class Informer<T extends ApiObject> implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.client");

  private final Client client;
  private final Kind<T> kind;
  private final String namespace;
  private final ListOptions selection;
  private final ObjectCache<T> cache = new ObjectCache<>();
  private final List<EventHandler<T>> handlers = new CopyOnWriteArrayList<>();
  private final ReentrantLock order = new ReentrantLock();

  /// Open when the first list is in, or when there will be none.
  private final CountDownLatch settled = new CountDownLatch(1);

  private final Thread thread;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean synced;
  private volatile boolean closed;
  private volatile @Nullable Watch<T> current;

  /// The last revision seen, of the informer's own thread; empty when a list is due.
  private String revision = "";

  /// An informer on what the options select; call [#start] to let it run.
  public Informer(Client client, Kind<T> kind, String namespace, ListOptions selection) {
    this.client = client;
    this.kind = kind;
    this.namespace = namespace;
    this.selection = selection;
    this.thread =
        Thread.ofVirtual()
            .name("informer-" + kind.names().qualifiedResource())
            .unstarted(this::run);
  }

  /// Files every object under the values that a function gives for it, those known so far too.
  public Informer<T> index(
      String name, Function<T, ? extends java.util.Collection<String>> values) {
    order.lock();
    try {
      cache.addIndex(name, values);
    } finally {
      order.unlock();
    }
    return this;
  }

  /// Adds a handler; it hears of the objects known so far as added, then of every change.
  public Informer<T> addHandler(EventHandler<T> handler) {
    order.lock();
    try {
      for (T object : cache.list()) {
        call(handler, () -> handler.added(object));
      }
      handlers.add(handler);
    } finally {
      order.unlock();
    }
    return this;
  }

  /// Ends what a handler hears; it is not being called any more when this returns.
  public void removeHandler(EventHandler<T> handler) {
    order.lock();
    try {
      handlers.remove(handler);
    } finally {
      order.unlock();
    }
  }

  /// Begins to follow the collection; not again once it was closed.
  public Informer<T> start() {
    if (!closed && started.compareAndSet(false, true)) {
      thread.start();
    }
    return this;
  }

  /// Waits until the first list is in; false when it took too long, or when the informer was closed
  /// before.
  public boolean awaitSync(Duration timeout) throws InterruptedException {
    return settled.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && synced;
  }

  public boolean isSynced() {
    return synced;
  }

  /// What the informer knows.
  public Lister<T> lister() {
    return cache;
  }

  @Override
  public void close() {
    closed = true;
    settled.countDown();
    Watch<T> watch = current;
    if (watch != null) {
      watch.close();
    }
    thread.interrupt();
    if (thread != Thread.currentThread() && thread.getState() != Thread.State.NEW) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));
    String listed = "";
    try {
      while (!closed) {
        try {
          if (revision.isEmpty()) {
            revision = list();
            listed = revision;
            synced = true;
            settled.countDown();
          }
          follow(backoff);
        } catch (ApiException e) {
          if (closed) {
            return;
          }
          LOG.log(Level.DEBUG, "{0}: {1}", thread.getName(), e.getMessage());
          if (e.isExpired()) {
            boolean useless = revision.equals(listed);
            revision = "";
            if (!useless) {
              continue;
            }
          }
          Thread.sleep(backoff.next());
        } catch (RuntimeException e) {
          if (closed) {
            return;
          }
          // what could not be read is read anew, as a whole
          LOG.log(Level.ERROR, thread.getName() + " lists again", e);
          revision = "";
          Thread.sleep(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String list() {
    var objects = client.transport().list(new Collection<>(kind, namespace, selection));
    order.lock();
    try {
      Map<Key, T> fresh = HashMap.newHashMap(objects.items().size());
      for (T object : objects.items()) {
        fresh.put(Key.of(object), object);
      }
      for (T known : cache.list()) {
        if (!fresh.containsKey(Key.of(known))) {
          remove(known);
        }
      }
      for (T object : objects.items()) {
        put(object);
      }
    } finally {
      order.unlock();
    }
    return objects.metadata().resourceVersion();
  }

  private void follow(Backoff backoff) throws InterruptedException {
    var options = selection.toBuilder().resourceVersion(revision).allowWatchBookmarks(true).build();
    boolean any = false;
    try (Watch<T> watch = client.transport().watch(new Collection<>(kind, namespace, options))) {
      current = watch;
      while (!closed) {
        WatchEvent<T> event = watch.next();
        if (event == null) {
          break;
        }
        if (!any) {
          any = true;
          backoff.reset();
        }
        revision = apply(event);
      }
    } finally {
      current = null;
    }
    if (!any && !closed) {
      Thread.sleep(backoff.next());
    }
  }

  private String apply(WatchEvent<T> event) {
    order.lock();
    try {
      return switch (event) {
        case WatchEvent.Added<T>(T object) -> put(object);
        case WatchEvent.Modified<T>(T object) -> put(object);
        case WatchEvent.Deleted<T>(T object) -> remove(object);
        case WatchEvent.Bookmark<T>(String revision, boolean end) -> revision;
      };
    } finally {
      order.unlock();
    }
  }

  private String put(T object) {
    T old = cache.put(object);
    String revision = object.metadata().resourceVersion();
    if (old == null) {
      for (EventHandler<T> handler : handlers) {
        call(handler, () -> handler.added(object));
      }
    } else if (!old.metadata().uid().equals(object.metadata().uid())) {
      // deleted and made anew while nobody watched
      for (EventHandler<T> handler : handlers) {
        call(handler, () -> handler.deleted(old));
        call(handler, () -> handler.added(object));
      }
    } else if (!old.metadata().resourceVersion().equals(revision)) {
      for (EventHandler<T> handler : handlers) {
        call(handler, () -> handler.updated(old, object));
      }
    }
    return revision;
  }

  private String remove(T object) {
    T old = cache.remove(Key.of(object));
    if (old != null) {
      for (EventHandler<T> handler : handlers) {
        call(handler, () -> handler.deleted(object));
      }
    }
    return object.metadata().resourceVersion();
  }

  private void call(EventHandler<T> handler, Runnable notification) {
    try {
      notification.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, thread.getName() + ": handler " + handler + " failed", e);
    }
  }
}
