package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One informer per kind, shared by all components that use the same client.
public final class Informers implements AutoCloseable {
  private final Client client;
  private final Map<Kind<?>, Informer<?>> byKind = new ConcurrentHashMap<>();
  private volatile boolean started;
  private volatile boolean closed;

  public Informers(Client client) {
    this.client = client;
  }

  /// The informer on all objects of a kind; new ones start with [#start], or at once after it.
  @SuppressWarnings("unchecked") // the map holds an informer of T under a kind of T
  public <T extends ApiObject> Informer<T> of(Kind<T> kind) {
    Informer<T> informer =
        (Informer<T>)
            byKind.computeIfAbsent(
                kind, k -> new Informer<>(client, kind, "", ListOptions.builder().build()));
    if (closed) {
      informer.close();
    } else if (started) {
      informer.start();
    }
    return informer;
  }

  /// Ends the informer on a kind that is served no more.
  public void forget(Kind<?> kind) {
    Informer<?> informer = byKind.remove(kind);
    if (informer != null) {
      informer.close();
    }
  }

  /// Starts all informers asked for so far.
  public void start() {
    started = true;
    byKind.values().forEach(Informer::start);
  }

  /// Waits until all have their first list, but for those that are forgotten meanwhile; false when
  /// it took too long.
  public boolean awaitSync(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (Informer<?> informer : byKind.values()) {
      if (!informer.awaitSync(Duration.ofNanos(deadline - System.nanoTime()))
          && byKind.containsValue(informer)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
    byKind.values().forEach(Informer::close);
  }
}
