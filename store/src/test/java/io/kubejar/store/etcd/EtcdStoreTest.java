package io.kubejar.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Recorder;
import io.kubejar.store.Store;
import io.kubejar.store.StoreContractTest;
import io.kubejar.store.Timer;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The contract on a real etcd, and what is particular to it.
@EnabledIf("available")
class EtcdStoreTest extends StoreContractTest {
  private EtcdProcess etcd;

  static boolean available() {
    return EtcdProcess.available();
  }

  @Override
  protected Store open(Timer timer, Limits limits) throws Exception {
    etcd = EtcdProcess.start();
    return EtcdStore.open(EtcdSettings.of(etcd.endpoint()), timer, limits);
  }

  @AfterEach
  void stop() {
    etcd.close();
  }

  /// Etcd measures the life of leases by its own clock.
  @Override
  @Test
  protected void anEndedLeaseTakesItsKeysAlong() throws Exception {
    var lease = store.grant(Duration.ofSeconds(1));
    store.commit(Transaction.create("/e/1", bytes("1"), lease.id()));
    put("/e/2", "1");
    var listener = new Recorder();
    try (var watch = store.watch(Keys.ALL, 0, listener)) {
      assertThat(watch.await(4, Recorder.LONG)).isTrue();
      assertThat(listener.told()).containsExactly("4 delete /e/1");
    }
    assertThatThrownBy(() -> store.keepAlive(lease.id()))
        .isInstanceOf(LeaseNotFoundException.class);
    assertThatThrownBy(() -> store.commit(Transaction.create("/e/9", bytes("1"), lease.id())))
        .isInstanceOf(LeaseNotFoundException.class);
  }

  /// What etcd has sent is no longer lost to a compaction, so either all comes or the end.
  @Override
  @Test
  protected void aListenerThatFallsBehindCompactionIsTold() throws Exception {
    var release = new CountDownLatch(1);
    var recorder = new Recorder();
    try (var watch =
        store.watch(
            Keys.ALL,
            0,
            (revision, events) -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              recorder.onEvents(revision, events);
            })) {
      for (int i = 0; i < 500; i++) {
        put("/a", "" + i);
      }
      store.compact(store.revision());
      release.countDown();
      assertThat(watch.await(store.revision(), Recorder.LONG)).isTrue();
      assertThat(recorder.events()).hasSize(500);
    }
  }

  @Test
  void aWatchOutlivesTheServerWithoutMissingOrRepeatingAnything() throws Exception {
    put("/a", "1");
    var listener = new Recorder();
    try (var watch = store.watch(Keys.prefix("/a"), 0, listener)) {
      put("/a", "2");
      assertThat(watch.await(3, Recorder.LONG)).isTrue();
      etcd.kill();
      etcd.startAgain();
      assertThat(text(store.get("/a"))).isEqualTo("2");
      put("/a", "3");
      assertThat(watch.await(store.revision(), Recorder.LONG)).isTrue();
      assertThat(listener.events()).extracting(Event::revision).containsExactly(3L, 4L);
    }
  }

  @Test
  void theEndDoesNotWaitForAnEtcdThatDoesNotAnswer() throws Exception {
    put("/a", "1");
    store.hurry();
    put("/a", "2");
    etcd.kill();
    var waiting = new CompletableFuture<Throwable>();
    Thread.ofVirtual()
        .start(() -> waiting.complete(catchThrowable(() -> put("/a", "waits for a member"))));
    store.hurry();
    assertThat(waiting.get(60, TimeUnit.SECONDS))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("shutdown")
        .hasMessageNotContaining("deadline");
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> put("/a", "late"));
  }

  @Test
  void progressComesWithoutEventsOfItsOwn() throws Exception {
    try (var watch = store.watch(Keys.prefix("/a"), 0, new Recorder())) {
      for (int i = 0; i < 20; i++) {
        put("/b", "" + i);
        assertThat(watch.await(store.revision(), Recorder.LONG)).isTrue();
      }
    }
  }

  @Test
  void longRangesAreReadInPagesAtOneRevision() {
    for (int i = 0; i < 2500; i += 500) {
      var operations = new java.util.ArrayList<Transaction.Operation>();
      for (int j = i; j < i + 500; j++) {
        operations.add(new Transaction.Put("/k/%05d".formatted(j), bytes("v"), 0));
      }
      store.commit(new Transaction(java.util.List.of(), operations));
    }
    var all = store.range(Keys.ALL, 0, 0);
    assertThat(all.entries()).hasSize(2500);
    assertThat(all.remaining()).isZero();
    var some = store.range(Keys.ALL, 0, 1200);
    assertThat(some.entries()).isEqualTo(all.entries().subList(0, 1200));
    assertThat(some.remaining()).isEqualTo(1300);
  }

  @Test
  void whereNoEtcdIsOpeningSaysSo() {
    assertThatThrownBy(
            () ->
                EtcdStore.open(
                    EtcdSettings.of(URI.create("http://127.0.0.1:1")), timer, Limits.DEFAULT))
        .isInstanceOf(OpenException.class)
        .hasMessageContaining("no etcd answers at [http://127.0.0.1:1]");
    assertThatThrownBy(() -> EtcdSettings.of(URI.create("10.0.0.1:2379")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
