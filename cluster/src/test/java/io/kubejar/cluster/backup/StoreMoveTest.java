package io.kubejar.cluster.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kubejar.store.CompactedException;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.WatchListener;
import io.kubejar.store.etcd.EtcdProcess;
import io.kubejar.store.etcd.EtcdSettings;
import io.kubejar.store.etcd.EtcdStore;
import io.kubejar.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StoreMoveTest {
  private static final WatchListener NOBODY =
      new WatchListener() {
        @Override
        public void onEvents(long revision, List<Event> events) {}

        @Override
        public void onEnd(@Nullable StoreException cause) {}
      };

  private static void put(Store store, String key, String value, long lease) {
    store.commit(
        new Transaction(
            List.of(), List.of(new Transaction.Put(key, value.getBytes(UTF_8), lease))));
  }

  @Test
  void everythingMovesAndRevisionsGoOn() throws Exception {
    if (!EtcdProcess.available()) {
      return;
    }
    try (SystemTimer timer = new SystemTimer();
        EtcdProcess etcd = EtcdProcess.start();
        Store from = MemoryStore.open();
        Store to = EtcdStore.open(EtcdSettings.of(etcd.endpoint()), timer, Limits.DEFAULT)) {
      for (int i = 0; i < 1200; i++) {
        put(from, "/registry/things/" + i, "value " + i, 0);
      }
      for (int i = 0; i < 500; i++) {
        put(from, "/registry/things/7", "turn " + i, 0);
      }
      put(from, "/registry/events/one", "told", from.grant(Duration.ofMinutes(10)).id());
      long seen = from.revision();

      assertThat(StoreMove.move(from, to).entries()).isEqualTo(1201);

      assertThat(to.count(Keys.ALL, Store.CURRENT)).isEqualTo(1201);
      var entry = to.get("/registry/things/7", Store.CURRENT);
      assertThat(entry).isNotNull();
      assertThat(new String(entry.value(), UTF_8)).isEqualTo("turn 499");
      var leased = to.get("/registry/events/one", Store.CURRENT);
      assertThat(leased).isNotNull();
      assertThat(leased.lease()).isNotZero();
      assertThat(to.revision()).isGreaterThan(seen);
      assertThatExceptionOfType(CompactedException.class)
          .isThrownBy(() -> to.watch(Keys.ALL, seen, NOBODY));
      assertThat(from.count(Keys.ALL, Store.CURRENT)).isEqualTo(1201);
    }
  }
}
