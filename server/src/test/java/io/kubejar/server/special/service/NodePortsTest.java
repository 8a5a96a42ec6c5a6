package io.kubejar.server.special.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Keys;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two servers over one store, with ten node ports between them.
class NodePortsTest {
  private static final int FIRST = 30_000;
  private static final int LAST = 30_009;

  private final Store store = MemoryStore.open();
  private final Registries one = server();
  private final Registries other = server();

  private Registries server() {
    return new Registries(
        store,
        StorageMedia.JSON,
        Clock.systemUTC(),
        _ -> List.of(),
        registries ->
            List.of(
                new ServiceRule(
                    AddressRange.parse("10.96.0.0/16"),
                    FIRST,
                    LAST,
                    new StoredPortClaims(store),
                    registries,
                    RandomGenerator.getDefault(),
                    Clock.systemUTC())));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    store.close();
  }

  private static int create(Registries server, String name) {
    Service service =
        Service.builder()
            .metadata(it -> it.namespace("default").name(name))
            .spec(it -> it.type("NodePort").ports(List.of(port())))
            .build();
    return server
        .of(ServiceKind.SERVICE)
        .create("default", service, WriteContext.system())
        .object()
        .spec()
        .ports()
        .getFirst()
        .nodePort();
  }

  private static ServicePort port() {
    return ServicePort.builder().port(80).protocol("TCP").build();
  }

  @Test
  void noPortIsGivenOutTwice() throws Exception {
    var given = new ConcurrentLinkedQueue<Integer>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 10; i++) {
      Registries server = i % 2 == 0 ? one : other;
      String name = "s" + i;
      threads.add(Thread.ofVirtual().start(() -> given.add(create(server, name))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Set<Integer> distinct = new HashSet<>(given);
    assertThat(given).hasSize(10);
    assertThat(distinct).hasSize(10);
    assertThat(store.count(Keys.prefix("/registry/ranges/"), Store.CURRENT)).isZero();
  }

  @Test
  void aPortOfADeletedServiceCanBeGivenOutByTheOtherServer() {
    for (int i = 0; i < 10; i++) {
      create(i < 5 ? one : other, "s" + i);
    }
    assertThat(refused()).isTrue();
    one.of(ServiceKind.SERVICE)
        .delete("default", "s3", DeleteOptions.builder().build(), WriteContext.system());
    assertThat(create(other, "again")).isBetween(FIRST, LAST);
  }

  private boolean refused() {
    try {
      create(other, "one-too-many");
      return false;
    } catch (ApiException e) {
      return e.status().message().contains("range is full");
    }
  }
}
