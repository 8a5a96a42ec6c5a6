package io.kubejar.controllers.testing;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.Client;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Informers;
import io.kubejar.client.Key;
import io.kubejar.client.QueueObserver;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.runtime.ReconcileLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// An API in memory with the informers, events and clock that controllers are given.
///
/// ```java
/// try (var cluster = new TestCluster()) {
///   cluster.api().put(ReplicaSetKind.REPLICA_SET, replicaSet("web", 3));
///   var controller = new ReplicaSetController(cluster.context());
///   cluster.reconcile(controller.loop());
///   assertThat(cluster.api().all(PodKind.POD)).hasSize(3);
/// }
/// ```
public final class TestCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock();
  private final FakeApi api = new FakeApi(clock);
  private final Client client = new Client(api);
  private final Informers informers = new Informers(client);
  private final RecordedEvents events = new RecordedEvents();
  private final ControllerContext context =
      new ControllerContext(
          client,
          informers,
          new DefinedKinds(informers),
          _ -> events,
          clock,
          clock::nanos,
          QueueObserver.Maker.NONE);

  public FakeApi api() {
    return api;
  }

  public ManualClock clock() {
    return clock;
  }

  public Client client() {
    return client;
  }

  public Informers informers() {
    return informers;
  }

  /// The texts of all events recorded so far.
  public List<String> events() {
    return events.texts();
  }

  public ControllerContext context() {
    return context;
  }

  /// Lets loops reconcile, on this thread, until nothing is due and informers know everything.
  public void reconcile(ReconcileLoop<?>... loops) {
    informers.start();
    try {
      for (int round = 0; round < 500; round++) {
        catchUp();
        long before = api.revision();
        int count = 0;
        for (ReconcileLoop<?> loop : loops) {
          count += loop.runDue();
        }
        if (count == 0 && api.revision() == before) {
          return;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("still busy: " + api.log());
  }

  /// Waits until every informer shows what the API has.
  public void catchUp() throws InterruptedException {
    if (!informers.awaitSync(PATIENCE)) {
      throw new AssertionError("informers have no list");
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Kind<?> kind : api.watched()) {
      while (!shows(kind)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("informer of " + kind.names().plural() + " is behind");
        }
        LockSupport.parkNanos(200_000);
      }
      waitForHandlers(kind);
    }
  }

  /// Waits for handlers that are being called, as adding one does.
  private <T extends ApiObject> void waitForHandlers(Kind<T> kind) {
    EventHandler<T> none = Changes.of(_ -> {});
    informers.of(kind).addHandler(none).removeHandler(none);
  }

  private <T extends ApiObject> boolean shows(Kind<T> kind) {
    return versions(informers.of(kind).lister().list()).equals(versions(api.all(kind)));
  }

  private static <T extends ApiObject> Map<Key, String> versions(List<T> objects) {
    Map<Key, String> versions = new HashMap<>();
    for (T object : new ArrayList<>(objects)) {
      versions.put(Key.of(object), object.metadata().resourceVersion());
    }
    return versions;
  }

  @Override
  public void close() {
    informers.close();
    api.close();
  }
}
