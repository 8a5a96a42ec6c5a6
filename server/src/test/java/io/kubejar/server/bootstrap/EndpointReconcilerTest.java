package io.kubejar.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.EndpointsKind;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several servers over one store, each with registries of its own.
class EndpointReconcilerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Keys LEASES = Keys.prefix("/registry/masterleases/");

  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());

  @BeforeEach
  void makeNamespace() {
    registries
        .of(NamespaceKind.NAMESPACE)
        .create(
            "",
            io.kubejar.api.core.v1.Namespace.builder().metadata(it -> it.name("default")).build(),
            WriteContext.server());
  }

  @AfterEach
  void close() {
    registries.close();
    store.close();
  }

  private EndpointReconciler server(String address) {
    return EndpointReconciler.start(
        store,
        registries,
        new BootstrapOptions(
            List.of(address),
            address + ":6443",
            false,
            6443,
            List.of("10.96.0.0/16"),
            "10.96.0.1",
            "",
            null),
        StorageMedia.JSON);
  }

  private void expect(String... addresses) {
    Instant end = Instant.now().plus(PATIENCE);
    List<String> told = told();
    while (!told.equals(List.of(addresses)) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(5_000_000);
      told = told();
    }
    assertThat(told).containsExactly(addresses);
    assertThat(
            registries
                .getConsistent(EndpointsKind.ENDPOINTS, "default", "kubernetes")
                .subsets()
                .getFirst()
                .addresses())
        .extracting(address -> address.ip())
        .containsExactlyInAnyOrderElementsOf(told());
  }

  private List<String> told() {
    var slice = registries.getConsistent(EndpointSliceKind.ENDPOINT_SLICE, "default", "kubernetes");
    return slice == null
        ? List.of()
        : slice.endpoints().stream().flatMap(each -> each.addresses().stream()).toList();
  }

  @Test
  void theEndpointsAreTheServersThatAreThere() {
    try (var _ = server("192.0.2.1")) {
      expect("192.0.2.1");
      try (var _ = server("192.0.2.3");
          var _ = server("192.0.2.2")) {
        expect("192.0.2.1", "192.0.2.2", "192.0.2.3");
      }
      expect("192.0.2.1");
    }
    // The last one leaves no hole.
    assertThat(told()).containsExactly("192.0.2.1");
    assertThat(store.count(LEASES, Store.CURRENT)).isZero();
  }

  @Test
  void oneThatDiesLeavesWhenItsLeaseEnds() {
    try (var _ = server("192.0.2.1");
        var _ = server("192.0.2.2")) {
      expect("192.0.2.1", "192.0.2.2");
      Entry told = store.get("/registry/masterleases/192.0.2.9");
      assertThat(told).isNull();
      long lease = store.grant(Duration.ofSeconds(15)).id();
      store.commit(
          io.kubejar.store.Transaction.create(
              "/registry/masterleases/192.0.2.9",
              """
              {"kind":"Endpoints","apiVersion":"v1",
               "subsets":[{"addresses":[{"ip":"192.0.2.9"}],"ports":[{"name":"https","port":6443}]}]}
              """
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8),
              lease));
      expect("192.0.2.1", "192.0.2.2", "192.0.2.9");
      store.revoke(lease);
      expect("192.0.2.1", "192.0.2.2");
    }
  }

  @Test
  void whatIsToldIsWhatUpstreamTells() {
    try (var _ = server("192.0.2.1")) {
      expect("192.0.2.1");
      Entry told = store.get("/registry/masterleases/192.0.2.1");
      assertThat(told).isNotNull();
      assertThat(told.lease()).isNotZero();
      assertThat(new String(told.value(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("\"kind\":\"Endpoints\"")
          .contains("\"ip\":\"192.0.2.1\"")
          .contains("\"port\":6443");
    }
  }
}
