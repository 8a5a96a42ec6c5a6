package io.kubejar.server.bootstrap;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.api.core.v1.EndpointsKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.server.storage.StoredForm;
import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.Transaction;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Sees to it that the endpoints of the service `kubernetes` are the servers that are there.
///
/// ```
/// /registry/masterleases/10.0.0.1   under a lease of 15 s that its server renews every 5 s
/// /registry/masterleases/10.0.0.2
/// ```
///
/// Every server follows these keys and makes the endpoints what they say, so that one that dies
/// leaves within its lease's time, and one that ends in peace leaves at once. Upstream's servers
/// understand the same keys.
public final class EndpointReconciler implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final String PREFIX = "/registry/masterleases/";
  private static final Keys ALL = Keys.prefix(PREFIX);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final int RENEWED_SECONDS = 5;
  private static final int MOST_SERVERS = 1_000;

  private final Store store;
  private final KubernetesEndpoints endpoints;
  private final StoredForm<Endpoints> form;
  private final String address;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Lease lease;

  private EndpointReconciler(
      Store store, Registries registries, BootstrapOptions options, StorageMedia media) {
    this.store = store;
    this.endpoints = new KubernetesEndpoints(registries, options, Clock.systemUTC());
    this.form = new StoredForm<>(EndpointsKind.ENDPOINTS, media);
    this.address = options.addresses().getFirst();
    this.thread = Thread.ofVirtual().name("kubernetes-endpoints").unstarted(this::run);
  }

  /// Tells the others of this server, and makes the endpoints right before it returns.
  ///
  /// @param options the first of its addresses is the one that is told
  public static EndpointReconciler start(
      Store store, Registries registries, BootstrapOptions options, StorageMedia media) {
    var reconciler = new EndpointReconciler(store, registries, options, media);
    reconciler.turn();
    reconciler.thread.start();
    return reconciler;
  }

  private void run() {
    try {
      while (!closed) {
        var ended = new AtomicBoolean();
        try (Watch _ = store.watch(ALL, store.revision() + 1, listener(ended))) {
          while (!closed && !ended.get()) {
            turn();
            changes.tryAcquire(RENEWED_SECONDS, TimeUnit.SECONDS);
            changes.drainPermits();
          }
        } catch (StoreException e) {
          LOG.log(DEBUG, "the servers can't be followed: {0}", e.getMessage());
          changes.tryAcquire(1, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private WatchListener listener(AtomicBoolean ended) {
    return new WatchListener() {
      @Override
      public void onEvents(long revision, List<Event> events) {
        changes.release();
      }

      @Override
      public void onEnd(@Nullable StoreException cause) {
        ended.set(true);
        changes.release();
      }
    };
  }

  /// One look: renews the own key and makes the endpoints what the keys say.
  private void turn() {
    try {
      renew();
      var addresses = new TreeSet<>(told());
      addresses.add(address);
      endpoints.set(List.copyOf(addresses));
    } catch (RuntimeException e) {
      // Whatever somebody wrote there, the next look may be better.
      LOG.log(WARNING, "the endpoints of the service kubernetes: {0}", e.getMessage());
    }
  }

  private void renew() {
    Lease held = lease;
    String key = PREFIX + address;
    if (held != null) {
      try {
        store.keepAlive(held.id());
        Entry kept = store.get(key);
        if (kept != null && kept.lease() == held.id()) {
          return;
        }
      } catch (LeaseNotFoundException _) {
        // It ended while this server could not reach the store.
      }
    }
    Lease fresh = store.grant(LEASE);
    store.commit(
        new Transaction(
            List.of(),
            List.of(new Transaction.Put(key, form.encode(endpoints.of(address)), fresh.id()))));
    lease = fresh;
  }

  private List<String> told() {
    return store.range(ALL, Store.CURRENT, MOST_SERVERS).entries().stream()
        .map(entry -> KubernetesEndpoints.address(form.decode(entry.value(), entry.modRevision())))
        .filter(told -> !told.isEmpty())
        .toList();
  }

  /// Takes this server out of the endpoints, unless it is the last one.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
      Lease held = lease;
      if (held == null) {
        return;
      }
      try {
        store.revoke(held.id());
      } catch (LeaseNotFoundException _) {
        // It has ended by itself.
      }
      List<String> others = told();
      if (!others.isEmpty()) {
        endpoints.set(List.copyOf(new TreeSet<>(others)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ApiException | StoreException e) {
      LOG.log(WARNING, "this server stays in the endpoints for a while: {0}", e.getMessage());
    }
  }
}
