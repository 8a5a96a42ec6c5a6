package io.kubejar.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class IdentityLeaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void theServerTellsThatItIsThere() {
    try (Store store = MemoryStore.open();
        Registries registries =
            new Registries(
                store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());
        var _ = IdentityLease.start(registries, "vm", "192.0.2.2:6443", Clock.systemUTC())) {
      Lease lease = first(registries);
      // The name is the host's for good.
      assertThat(lease.metadata().name()).isEqualTo("apiserver-lphjr5z7h3imqn7sokpnsue3ha");
      assertThat(lease.metadata().labels())
          .containsEntry("apiserver.kubernetes.io/identity", "kube-apiserver")
          .containsEntry("kubernetes.io/hostname", "vm");
      assertThat(lease.spec().holderIdentity())
          .matches("apiserver-lphjr5z7h3imqn7sokpnsue3ha_[0-9a-f-]{36}");
      assertThat(lease.spec().leaseDurationSeconds()).isEqualTo(3600);
      assertThat(lease.spec().renewTime()).isNotNull();
    }
  }

  private static Lease first(Registries registries) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      List<Lease> leases = registries.list(LeaseKind.LEASE, "kube-system");
      if (!leases.isEmpty()) {
        return leases.getFirst();
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("there is no lease after " + PATIENCE);
  }
}
