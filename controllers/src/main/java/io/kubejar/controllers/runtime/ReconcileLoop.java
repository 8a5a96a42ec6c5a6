package io.kubejar.controllers.runtime;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.WorkQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A queue of keys and the workers that reconcile them, each key by one worker at a time.
///
/// ```
/// informer handlers ──▶ queue ──▶ worker ──▶ reconciler
///                         ▲                      │ failed: rate-limited, Again: delayed
///                         └──────────────────────┘
/// ```
public final class ReconcileLoop<K> implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.controllers");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final int workers;
  private final List<Informer<?>> needed;
  private final Reconciler<K> reconciler;
  private final WorkQueue<K> queue;
  private final List<Thread> threads = new ArrayList<>();

  /// A loop of a number of workers that begins once the informers have their first lists.
  public ReconcileLoop(
      String name,
      int workers,
      ControllerContext context,
      List<? extends Informer<?>> needed,
      Reconciler<K> reconciler) {
    this.name = name;
    this.workers = workers;
    this.needed = List.copyOf(needed);
    this.reconciler = reconciler;
    this.queue = new WorkQueue<>(context.nanos(), name, context.queues());
  }

  /// A loop over objects' keys.
  public static ReconcileLoop<Key> of(
      String name,
      int workers,
      ControllerContext context,
      List<? extends Informer<?>> needed,
      Reconciler<Key> reconciler) {
    return new ReconcileLoop<>(name, workers, context, needed, reconciler);
  }

  public String name() {
    return name;
  }

  /// Where handlers put keys.
  public WorkQueue<K> queue() {
    return queue;
  }

  /// Starts the workers.
  public void start() {
    for (int i = 0; i < workers; i++) {
      threads.add(Thread.ofVirtual().name(name + "-" + i).start(this::work));
    }
  }

  /// Reconciles, on the calling thread, all keys that are due, and says how many there were.
  public int runDue() throws InterruptedException {
    int count = 0;
    for (K key = queue.poll(); key != null; key = queue.poll()) {
      process(key);
      count++;
    }
    return count;
  }

  private void work() {
    try {
      for (Informer<?> informer : needed) {
        while (!informer.awaitSync(PATIENCE)) {
          LOG.log(Level.DEBUG, "{0}: waiting for informers", name);
        }
      }
      for (K key = queue.take(); key != null; key = queue.take()) {
        process(key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(K key) throws InterruptedException {
    try {
      switch (reconciler.reconcile(key)) {
        case Reconciled.Done() -> queue.forget(key);
        case Reconciled.Again(Duration after) -> {
          queue.forget(key);
          queue.addAfter(key, after);
        }
        case Reconciled.Retry(String why) -> {
          LOG.log(Level.DEBUG, "{0}: {1}: {2}", name, key, why);
          queue.addRateLimited(key);
        }
      }
    } catch (ApiException e) {
      LOG.log(Level.DEBUG, "{0}: {1}: {2}", name, key, e.getMessage());
      queue.addRateLimited(key);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, name + ": reconciling " + key + " failed", e);
      queue.addRateLimited(key);
    } finally {
      queue.done(key);
    }
  }

  @Override
  public void close() {
    queue.close();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
