package io.kubejar.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.CompactedException;
import io.kubejar.store.Keys;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.memory.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservedStoreTest {
  private final Metrics metrics = new Metrics();
  private final Store store = new ObservedStore(MemoryStore.open(), metrics);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void callsAreCountedByResource() {
    String key = "/registry/deployments/default/web";
    long revision = store.commit(Transaction.create(key, new byte[1])).revision();
    store.commit(Transaction.update(key, revision, new byte[2]));
    store.get(key);
    store.get("/registry/example.com/foos/default/a");
    store.get("/registry/ranges/serviceips");
    assertThat(metrics.text())
        .contains(
            "etcd_requests_total{group=\"apps\",operation=\"create\",resource=\"deployments\"} 1",
            "etcd_requests_total{group=\"apps\",operation=\"update\",resource=\"deployments\"} 1",
            "etcd_requests_total{group=\"apps\",operation=\"get\",resource=\"deployments\"} 1",
            "etcd_requests_total{group=\"example.com\",operation=\"get\",resource=\"foos\"} 1",
            "etcd_requests_total{group=\"\",operation=\"get\",resource=\"other\"} 1",
            "etcd_request_duration_seconds_count{group=\"apps\",operation=\"get\","
                + "resource=\"deployments\"} 1");
  }

  @Test
  void listsAreCountedByWhatTheyRead() {
    store.commit(Transaction.create("/registry/pods/default/a", new byte[1]));
    store.commit(Transaction.create("/registry/pods/default/b", new byte[1]));
    store.range(Keys.prefix("/registry/pods/"), Store.CURRENT, 0);
    assertThat(metrics.text())
        .contains(
            "apiserver_storage_list_total{group=\"\",resource=\"pods\"} 1",
            "apiserver_storage_list_fetched_objects_total{group=\"\",resource=\"pods\"} 2");
  }

  @Test
  void failuresAreCountedToo() {
    String key = "/registry/pods/default/a";
    store.commit(Transaction.create(key, new byte[1]));
    long revision = store.commit(Transaction.put(key, new byte[2])).revision();
    store.compact(revision);
    assertThatThrownBy(() -> store.get(key, revision - 1)).isInstanceOf(CompactedException.class);
    assertThat(metrics.text())
        .contains("etcd_request_errors_total{group=\"\",operation=\"get\",resource=\"pods\"} 1");
  }

  @Test
  void changesAreCountedAsTheyAreToldOf() throws InterruptedException {
    try (var watch = store.watch(Keys.prefix("/registry/pods/"), Store.CURRENT, (_, _) -> {})) {
      long revision =
          store.commit(Transaction.create("/registry/pods/default/a", new byte[1])).revision();
      assertThat(watch.await(revision, Duration.ofSeconds(10))).isTrue();
    }
    assertThat(metrics.text())
        .contains("apiserver_storage_events_received_total{group=\"\",resource=\"pods\"} 1");
  }
}
